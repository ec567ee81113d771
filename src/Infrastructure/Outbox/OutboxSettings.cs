using System.ComponentModel.DataAnnotations;

namespace OpenEvent.Infrastructure.Outbox;

/// <summary>The section <c>Outbox</c> of the configuration.</summary>
public sealed record OutboxSettings
{
    /// <summary>Entries that one node works on at a time; 0: it leaves them to other nodes.</summary>
    [Range(0, 32, ErrorMessage = "0 to 32.")]
    public int AtOnce { get; init; } = 4;

    /// <summary>After so many attempts an entry is given up; with the pauses below that is about two days.</summary>
    [Range(1, 100, ErrorMessage = "1 to 100.")]
    public int Attempts { get; init; } = 20;

    /// <summary>The pause after the first failure; it doubles, up to <see cref="LongestPause"/>.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00", ErrorMessage = "A millisecond to an hour.")]
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(2);

    [Range(typeof(TimeSpan), "00:00:00.001", "7.00:00:00", ErrorMessage = "A millisecond to a week.")]
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromHours(6);

    /// <summary>How often to look for entries whose pause is over; new ones are announced at once.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00", ErrorMessage = "A hundredth of a second to an hour.")]
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The pause after so many failures, with a fifth of it at random, so that a mail server that comes back is not stormed.</summary>
    internal TimeSpan DelayAfter(int attempts)
    {
        var seconds = Math.Min(FirstPause.TotalSeconds * Math.Pow(2, Math.Min(attempts - 1, 30)), LongestPause.TotalSeconds);
        return TimeSpan.FromSeconds(seconds * (0.9 + (0.2 * Random.Shared.NextDouble())));
    }
}
