namespace OpenEvent.Application.Common;

/// <summary>
/// What was asked of others before the request's transaction began, for the command that needs it: no lock is held over a network call, and a transaction
/// that is undone or tried again asks nobody twice.
/// </summary>
internal sealed class Preflight
{
    private object? _result;

    public void Set(object answer) => _result = answer;

    /// <exception cref="InvalidOperationException">The command was sent without its preparation.</exception>
    public T Get<T>()
        where T : class => _result as T ?? throw new InvalidOperationException($"No {typeof(T).Name} was prepared.");
}
