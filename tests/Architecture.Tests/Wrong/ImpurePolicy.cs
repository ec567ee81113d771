using OpenEvent.Domain.Common;

namespace OpenEvent.Architecture.Tests.Wrong;

/// <summary>Deliberately wrong: has a dependency, is asynchronous, and stores state.</summary>
internal sealed class ImpurePolicy(object database) : Policy<object>
{
    private int _checkCount;

    public Task<bool> CheckAsync() => Task.FromResult(database is not null);

    public async void Check()
    {
        await CheckAsync();
        _checkCount++;
        GC.KeepAlive(_checkCount);
    }
}
