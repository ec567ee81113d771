namespace OpenEvent.Infrastructure.Outbox;

/// <summary>The section <c>Outbox</c> of the configuration.</summary>
public sealed record OutboxSettings
{
    /// <summary>Entries that one node works on at a time, 1 to 32.</summary>
    public int AtOnce { get; init; } = 4;

    /// <summary>After so many attempts an entry is given up; with the pauses below that is about two days.</summary>
    public int Attempts { get; init; } = 20;

    /// <summary>The pause after the first failure; it doubles, up to <see cref="LongestPause"/>.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(2);

    public TimeSpan LongestPause { get; init; } = TimeSpan.FromHours(6);

    /// <summary>How often to look for entries whose pause is over; new ones are announced at once.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The pause after so many failures, with a fifth of it at random, so that a mail server that comes back is not stormed.</summary>
    internal TimeSpan PauseAfter(int attempts)
    {
        var pause = Math.Min(FirstPause.TotalSeconds * Math.Pow(2, Math.Min(attempts - 1, 30)), LongestPause.TotalSeconds);
        return TimeSpan.FromSeconds(pause * (0.9 + (0.2 * Random.Shared.NextDouble())));
    }
}
