namespace OpenEvent.Application.Common;

/// <summary>
/// The result of a step before the transaction of the request: a network call, or the verification of a password. A command reads it from
/// here, so that no lock is held during the step and a repeated transaction does not repeat it.
/// </summary>
internal sealed class Preflight
{
    private object? _result;

    public void Set(object result) => _result = result;

    /// <returns>Null if the preflight had nothing to do.</returns>
    public T? Find<T>()
        where T : class => _result as T;

    /// <exception cref="InvalidOperationException">The command was sent without its preflight request.</exception>
    public T Get<T>()
        where T : class => _result as T ?? throw new InvalidOperationException($"The preflight has no result of type {typeof(T).Name}.");
}
