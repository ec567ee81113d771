using System.Threading.Channels;

namespace OpenEvent.Infrastructure.Outbox;

/// <summary>
/// The entries that this node is processing. Each kind of entry has a lane with slots of its own, so that a mail server that does not
/// answer delays e-mails and nothing else. A slot is free again when its entry has ended, whatever the others do. Only the worker's loop
/// uses this object.
/// </summary>
/// <remarks>
/// In a lane, an owner has one slot, and owners take turns: in a round, each is served once. Of the entries whose last attempt was
/// interrupted, one begins at a time: what stops the server then is that entry, and the others are not counted for it. After a minute the
/// next one begins: e-mails do not wait for a long import.
/// </remarks>
internal sealed class OutboxLanes(OutboxKinds kinds, TimeProvider clock)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly Dictionary<long, DueEntry> _running = [];

    /// <summary>The owners that were served in the present round of their lane.</summary>
    private readonly HashSet<LaneOwner> _served = [];

    private readonly Channel<DueEntry> _ended = Channel.CreateUnbounded<DueEntry>(new() { SingleReader = true });

    private Task _all = Task.CompletedTask;

    /// <summary>When the last entry began whose former attempt was interrupted.</summary>
    private DateTimeOffset _interruptedBegunAt;

    public long[] RunningIds => [.. _running.Keys];

    /// <summary>The kinds whose lanes have no free slot.</summary>
    public string[] FullKinds => [.. _running.Values.Select(e => e.Kind).Distinct().Where(kind => !HasFreeSlot(kind))];

    /// <summary>The owners whose entries wait: one is running, or they were served in this round.</summary>
    public LaneOwner[] WaitingOwners => [.. _served.Union(_running.Values.Select(LaneOwner.Of).OfType<LaneOwner>())];

    /// <summary>Whether an entry whose last attempt was interrupted has just begun, so that the others of these wait.</summary>
    public bool IsInterruptedRunning => clock.GetUtcNow() < _interruptedBegunAt + LongestWait && _running.Values.Any(e => e.IsInterrupted);

    public bool CanStart(DueEntry entry) =>
        HasFreeSlot(entry.Kind)
        && !(LaneOwner.Of(entry) is { } owner && (_served.Contains(owner) || _running.Values.Any(e => LaneOwner.Of(e) == owner)))
        && !(entry.IsInterrupted && IsInterruptedRunning);

    /// <param name="process">Must not throw.</param>
    public void Start(DueEntry entry, Func<DueEntry, Task> process)
    {
        _running.Add(entry.Id, entry);
        if (entry.IsInterrupted)
            _interruptedBegunAt = clock.GetUtcNow();
        if (LaneOwner.Of(entry) is { } owner)
            _served.Add(owner);
        _all = _all.IsCompleted ? RunAsync() : Task.WhenAll(_all, RunAsync());

        async Task RunAsync()
        {
            await process(entry);
            _ended.Writer.TryWrite(entry);
        }
    }

    /// <summary>Begins a new round in each lane that has a free slot, and owners that were served.</summary>
    /// <param name="except">Lanes that have just started an entry: the round may have more to serve.</param>
    /// <returns>Whether there was such a lane.</returns>
    public bool BeginRounds(IReadOnlySet<string> except) => _served.RemoveWhere(o => !except.Contains(o.Kind) && HasFreeSlot(o.Kind)) > 0;

    public bool IsRunning(long id) => _running.ContainsKey(id);

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

    private bool HasFreeSlot(string kind) => _running.Values.Count(e => e.Kind == kind) < kinds.GetSlots(kind);
}
