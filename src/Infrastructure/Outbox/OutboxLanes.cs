using System.Threading.Channels;

namespace OpenEvent.Infrastructure.Outbox;

/// <summary>An entry that could be processed now.</summary>
internal sealed record DueEntry(long Id, string Kind);

/// <summary>
/// The entries that this node is processing. Each kind of entry has a lane with slots of its own, so that a mail server that does not
/// answer delays e-mails and nothing else. A slot is free again when its entry has ended, whatever the others do. Only the worker's loop
/// uses this object.
/// </summary>
/// <param name="slots">The number of slots of each lane.</param>
internal sealed class OutboxLanes(int slots)
{
    private readonly Dictionary<long, DueEntry> _running = [];

    private readonly Channel<DueEntry> _ended = Channel.CreateUnbounded<DueEntry>(new() { SingleReader = true });

    private Task _all = Task.CompletedTask;

    public long[] RunningIds => [.. _running.Keys];

    /// <summary>The kinds whose lanes have no free slot.</summary>
    public string[] FullKinds => [.. _running.Values.GroupBy(e => e.Kind).Where(lane => lane.Count() >= slots).Select(lane => lane.Key)];

    public bool HasFreeSlot(string kind) => _running.Values.Count(e => e.Kind == kind) < slots;

    /// <param name="process">Must not throw.</param>
    public void Start(DueEntry entry, Func<long, Task> process)
    {
        _running.Add(entry.Id, entry);
        _all = _all.IsCompleted ? RunAsync() : Task.WhenAll(_all, RunAsync());

        async Task RunAsync()
        {
            await process(entry.Id);
            _ended.Writer.TryWrite(entry);
        }
    }

    /// <summary>Removes the entries that have ended, and returns their ids.</summary>
    public long[] TakeEnded()
    {
        List<long> ids = [];
        while (_ended.Reader.TryRead(out var entry))
        {
            _running.Remove(entry.Id);
            ids.Add(entry.Id);
        }

        return [.. ids];
    }

    /// <summary>Completes when an entry has ended.</summary>
    public Task WaitForEndAsync(CancellationToken ct) => _ended.Reader.WaitToReadAsync(ct).AsTask();

    /// <summary>Completes when all entries have ended.</summary>
    public Task WaitForAllAsync() => _all;
}
