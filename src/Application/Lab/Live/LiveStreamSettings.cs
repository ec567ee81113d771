using System.ComponentModel.DataAnnotations;

namespace OpenEvent.Application.Lab;

/// <summary>The settings of section <c>Lab:Streams</c>.</summary>
public sealed record LiveStreamSettings
{
    /// <summary>The most live streams of one user.</summary>
    [Range(0, 100, ErrorMessage = "0 to 100 streams.")]
    public int PerUser { get; init; } = 2;

    /// <summary>The most live streams of this server.</summary>
    [Range(0, 10_000, ErrorMessage = "0 to 10000 streams.")]
    public int Concurrent { get; init; } = 50;

    /// <summary>The most devices that one user watches at once.</summary>
    [Range(0, 1000, ErrorMessage = "0 to 1000 viewers.")]
    public int ViewersPerUser { get; init; } = 5;

    /// <summary>The most viewers of this server.</summary>
    [Range(0, 100_000, ErrorMessage = "0 to 100000 viewers.")]
    public int Viewers { get; init; } = 500;

    /// <summary>The most frames of one stream in a second.</summary>
    [Range(1, 60, ErrorMessage = "1 to 60 frames.")]
    public int FramesPerSecond { get; init; } = 30;

    /// <summary>
    /// How often a stream checks that the session of its user has not ended, in seconds. It holds for the streams of runs, too.
    /// </summary>
    [Range(1, 300, ErrorMessage = "1 to 300 seconds.")]
    public int SessionCheckSeconds { get; init; } = 15;

    /// <summary>A stream ends after so many minutes without new settings of its client.</summary>
    [Range(1, 24 * 60, ErrorMessage = "1 to 1440 minutes.")]
    public int IdleMinutes { get; init; } = 30;
}
