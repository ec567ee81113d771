using OpenEvent.Domain.Common;

namespace OpenEvent.Architecture.Tests.Wrong;

/// <summary>Deliberately wrong: wants something, waits, and remembers.</summary>
internal sealed class ImpurePolicy(object database) : Policy<object>
{
    private int _asked;

    public Task<bool> AskAsync() => Task.FromResult(database is not null);

    public async void Ask()
    {
        await AskAsync();
        _asked++;
        GC.KeepAlive(_asked);
    }
}
