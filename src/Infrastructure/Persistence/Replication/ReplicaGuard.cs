using Microsoft.Extensions.Logging;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// Decides whether visitors may read from a replica. It may be used if it answers checks, is not ahead of the primary, and is known to
/// have replayed what the primary had written at most <c>Database:MaxReplicaLag</c> ago, and all that was committed before the last change
/// of which this node knows. Thread-safe.
/// </summary>
/// <remarks>
/// The time is that of this process, so no clocks are compared. A primary that writes nothing is at the same position again and again, so
/// its replica does not become old. If one of the two is not asked any more, what is known becomes old by itself.
/// </remarks>
internal sealed class ReplicaGuard(ReplicaHosts hosts, TimeProvider clock, ILogger<ReplicaGuard> log)
{
    /// <summary>After a request failed. A replica without free connections passes each check and fails many requests.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>A primary that was asked for its position longer ago may be unreachable, and so may the notifications.</summary>
    private static readonly TimeSpan PrimaryLimit = TimeSpan.FromSeconds(1);

    private const string AheadOfPrimary = "it is ahead of the primary";

    private readonly Lock _lock = new();

    /// <summary>Positions of the primary that the replica is not known to have replayed. They are at most as old as the limit.</summary>
    private readonly Queue<PrimaryPosition> _ahead = new();
    private long? _lastTime;
    private PrimaryPosition? _replayed;
    private PrimaryPosition? _primary;
    private (ReplicaHost Host, ReplicaPosition Position)? _replica;

    /// <summary>When the replica answered last, and when it answered first since another one was asked or its history changed.</summary>
    private long _answerTime;
    private long _firstAnswerTime;

    /// <summary>When the check began that is not answered yet.</summary>
    private long? _checkTime;

    /// <summary>
    /// Whether the primary was asked after the replica had answered, and was not behind it. Otherwise the replica may have rows that the
    /// primary has lost, e.g. because it was restored from a copy.
    /// </summary>
    private bool _isBehindPrimary;
    private readonly HashSet<ReplicaHost> _aheadOfPrimary = [];

    /// <summary>What the replica has to have replayed; null: no position was read since the last hold.</summary>
    private long? _required;
    private long _holds;
    private (ReplicaHost Host, string Reason, long Time, bool Pause)? _failure;
    private long _unknownSince = clock.GetTimestamp();
    private bool? _isReportedUsable;

    public bool IsConfigured => hosts.AreConfigured;

    /// <summary>The pause between two checks. Two of them have passed at most until a position is known to be replayed.</summary>
    public TimeSpan Interval => TimeSpan.FromMilliseconds(Math.Clamp(hosts.MaxLag.TotalMilliseconds / 8, 50, 250));

    /// <summary>A replica that has not answered a check for longer is not used until it does.</summary>
    public TimeSpan AnswerLimit => 2 * Interval;

    /// <summary>The number of holds, to be read before the primary is asked for its position.</summary>
    public long Holds
    {
        get
        {
            lock (_lock)
                return _holds;
        }
    }

    /// <summary>The number of positions in memory.</summary>
    internal int PositionCount
    {
        get
        {
            lock (_lock)
                return _ahead.Count;
        }
    }

    /// <summary>How old the rows of the replica are at most. Null: that is not known, or there is none.</summary>
    public TimeSpan? Age
    {
        get
        {
            lock (_lock)
                return FindAge();
        }
    }

    /// <returns>Null: the primary is to be used.</returns>
    public ReplicaUse? TryUse()
    {
        lock (_lock)
            return
                FindAge() is { } age
                && age <= hosts.MaxLag
                && _replica!.Value.Position.Position >= _required
                && !IsOver(_checkTime, AnswerLimit)
                && !IsOver(_primary?.Time, PrimaryLimit)
                ? new ReplicaUse(_replica.Value.Host, age, clock.GetTimestamp(), _holds)
                : null;
    }

    /// <summary>Whether the replica has answered a check since the permission was given.</summary>
    public bool WasAnsweredSince(ReplicaUse use)
    {
        lock (_lock)
            return _replica?.Host == use.Host && _answerTime > use.Time;
    }

    /// <summary>
    /// A change was committed that no visitor may miss. The replica is not used until it has replayed a position that is read after this.
    /// </summary>
    public void Hold()
    {
        lock (_lock)
        {
            _holds++;
            _required = null;
        }
    }

    /// <summary>Changes are not heard any more, and nothing is known of the primary.</summary>
    public void Disconnect()
    {
        lock (_lock)
        {
            _holds++;
            _required = null;
            _ahead.Clear();
            _primary = null;
            Forget();
        }
    }

    /// <summary>The primary has told its position.</summary>
    public void Set(PrimaryPosition position)
    {
        lock (_lock)
        {
            _primary = position;
            if (position.Holds == _holds)
                _required ??= position.Position;
            Compare(position);
            while (_ahead.TryPeek(out var oldest) && clock.GetElapsedTime(oldest.Time) > hosts.MaxLag)
                _ahead.Dequeue();
            // After each change that is heard, a position is read. Few are enough to know the age.
            if (_ahead.Count == 0 || _lastTime is not { } last || clock.GetElapsedTime(last, position.Time) >= hosts.MaxLag / 16)
            {
                _ahead.Enqueue(position);
                _lastTime = position.Time;
            }

            Match();
            if (_replica is not null)
                ReportChange();
        }
    }

    /// <summary>A replica is asked for its position now.</summary>
    public void BeginCheck(ReplicaHost host)
    {
        lock (_lock)
            if (_replica?.Host == host)
                _checkTime = clock.GetTimestamp();
    }

    /// <summary>A replica has told its position.</summary>
    /// <returns>False: it cannot be used, and another one should be asked.</returns>
    public bool Set(ReplicaHost host, ReplicaPosition position)
    {
        lock (_lock)
        {
            if (!position.IsStandby)
                return Fail(host, "it is not a standby", pause: false);
            if (_aheadOfPrimary.Contains(host))
                return Fail(host, AheadOfPrimary, pause: false);
            if (_failure is { Pause: true } failure && failure.Host == host && clock.GetElapsedTime(failure.Time) < Pause)
                return true;
            _failure = null;
            _checkTime = null;
            _answerTime = clock.GetTimestamp();
            // After a crash it may have replayed less than before.
            if (
                _replica is not { } former
                || former.Host != host
                || former.Position.History != position.History
                || former.Position.Position > position.Position
            )
            {
                Forget();
                _firstAnswerTime = _answerTime;
            }

            _replica = (host, position);
            Match();
            ReportChange();
            return hosts.All.Count == 1 || IsPromising(position);
        }
    }

    /// <summary>A replica did not answer a check. When it does again, it may be another server.</summary>
    public void Lose(ReplicaHost host, string reason)
    {
        lock (_lock)
        {
            _aheadOfPrimary.Remove(host);
            Fail(host, reason, pause: false);
        }
    }

    /// <summary>A read on the replica failed, or the server is no replica. It is not used until it has told its position again.</summary>
    /// <param name="pause">Whether that has to be some seconds later.</param>
    /// <returns>False.</returns>
    public bool Fail(ReplicaHost host, string reason, bool pause)
    {
        lock (_lock)
        {
            if (_replica is { } replica && replica.Host != host)
                return false;
            _failure = (host, reason, clock.GetTimestamp(), pause || _failure is { Pause: true });
            _replica = null;
            _checkTime = null;
            Forget();
            ReportChange();
            return false;
        }
    }

    private bool IsOver(long? time, TimeSpan limit) => time is { } start && clock.GetElapsedTime(start) > limit;

    /// <summary>Whether the replica can be used, now or soon. One that is hours behind, or of another primary, cannot.</summary>
    private bool IsPromising(ReplicaPosition position) =>
        _primary is not { } primary
        || (primary.History == position.History && (FindAge() <= hosts.MaxLag || clock.GetElapsedTime(_firstAnswerTime) <= 8 * Interval));

    /// <summary>A standby is never ahead of a primary that was asked later.</summary>
    private void Compare(PrimaryPosition primary)
    {
        if (_replica is not { } replica || replica.Position.History != primary.History || primary.Time < _answerTime)
            return;
        _isBehindPrimary = replica.Position.Position <= primary.Position;
        if (_isBehindPrimary)
            return;
        Fail(replica.Host, AheadOfPrimary, pause: false);
        _aheadOfPrimary.Add(replica.Host);
    }

    private void Match()
    {
        while (
            _replica is { } replica
            && _ahead.TryPeek(out var oldest)
            && oldest.History == replica.Position.History
            && oldest.Position <= replica.Position.Position
        )
            _replayed = _ahead.Dequeue();
    }

    private void Forget()
    {
        if (_replayed is not null)
            _unknownSince = clock.GetTimestamp();
        _replayed = null;
        _isBehindPrimary = false;
    }

    private TimeSpan? FindAge() =>
        _replica is not null && _isBehindPrimary && _replayed is { } replayed ? clock.GetElapsedTime(replayed.Time) : null;

    /// <summary>Logs when the replica becomes usable and when it ceases to be. Holds are not logged: each change makes one.</summary>
    private void ReportChange()
    {
        var age = FindAge();
        var problem = _failure?.Reason ?? (age <= hosts.MaxLag ? null : "it is not known to have replayed what the primary wrote");
        // At the start, and when the primary was asked again, two checks are needed.
        var isPending =
            age is null && (_failure is null || _isReportedUsable is null) && clock.GetElapsedTime(_unknownSince) <= hosts.MaxLag;
        if (isPending || _isReportedUsable == (problem is null))
            return;
        _isReportedUsable = problem is null;
        var host = (_failure?.Host ?? _replica?.Host)?.Name;
        if (problem is null)
            log.LogInformation("Reads of visitors go to the replica {Host}", host);
        else
            log.LogWarning("Reads of visitors go to the primary, because the replica {Host} cannot be used: {Reason}", host, problem);
    }
}
