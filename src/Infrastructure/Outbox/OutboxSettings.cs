using System.ComponentModel.DataAnnotations;

namespace OpenEvent.Infrastructure.Outbox;

/// <summary>The configuration section <c>Outbox</c>.</summary>
public sealed record OutboxSettings
{
    /// <summary>
    /// Number of entries of each kind that one node processes at the same time. 0 leaves all entries to other nodes.
    /// </summary>
    [Range(0, 32, ErrorMessage = "must be 0 to 32.")]
    public int AtOnce { get; init; } = 4;

    /// <summary>
    /// Whether nothing leaves this server: no e-mails, and no calls to the payment provider by background work. For a restored copy of a
    /// database, whose users must not receive anything from it.
    /// </summary>
    public bool Paused { get; init; }

    /// <summary>Whether this node processes entries.</summary>
    public bool IsProcessing => AtOnce > 0 && !Paused;

    /// <summary>Number of attempts before an entry is given up. With the default pauses that is about two days.</summary>
    [Range(1, 100, ErrorMessage = "must be 1 to 100.")]
    public int Attempts { get; init; } = 20;

    /// <summary>The pause after the first failure. It doubles with each failure, up to <see cref="LongestPause"/>.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00", ErrorMessage = "must be a millisecond to an hour.")]
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest pause between two attempts.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "7.00:00:00", ErrorMessage = "must be a millisecond to a week.")]
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromHours(6);

    /// <summary>
    /// How long after the start of an attempt another server may take its entry, if the lock of the entry is lost: the server was stopped,
    /// or its connection was. Until then a server that is still working has locked the entry again.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00", ErrorMessage = "must be 100 milliseconds to an hour.")]
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Interval of the check for entries whose pause is over. New entries are processed immediately (NOTIFY).</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00", ErrorMessage = "must be 10 milliseconds to an hour.")]
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>What the operator has to know at the start, or null.</summary>
    public string? Describe() =>
        Paused ? "paused (Outbox:Paused=true): nothing leaves this server, no e-mails, no tickets, no calls to the payment provider by jobs"
        : AtOnce == 0 ? "left to other nodes (Outbox:AtOnce=0): this one sends no e-mails and makes no tickets"
        : null;

    /// <summary>
    /// The time from the start of an attempt until another server may take the entry: the lease, or the pause after a failure, if that is
    /// longer. So an entry that stops the server is not tried more often than others.
    /// </summary>
    internal TimeSpan LeaseOf(int attempts)
    {
        var pause = DelayAfter(attempts);
        return pause > Lease ? pause : Lease;
    }

    /// <summary>
    /// The pause after a number of failures, varied by ±10 % at random. The variation spreads the load when a mail server becomes available
    /// again.
    /// </summary>
    internal TimeSpan DelayAfter(int attempts)
    {
        var seconds = Math.Min(FirstPause.TotalSeconds * Math.Pow(2, Math.Min(attempts - 1, 30)), LongestPause.TotalSeconds);
        return TimeSpan.FromSeconds(seconds * (0.9 + (0.2 * Random.Shared.NextDouble())));
    }
}
