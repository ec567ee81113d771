namespace OpenEvent.Application.Common;

/// <summary>
/// The result of a network call that was made before the transaction of the request. A command reads it from here, so that no lock is held
/// during a network call and a repeated transaction does not repeat the call.
/// </summary>
internal sealed class Preflight
{
    private object? _result;

    public void Set(object result) => _result = result;

    /// <exception cref="InvalidOperationException">The command was sent without its preflight request.</exception>
    public T Get<T>()
        where T : class => _result as T ?? throw new InvalidOperationException($"The preflight has no result of type {typeof(T).Name}.");
}
