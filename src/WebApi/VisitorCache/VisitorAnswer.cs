using System.Diagnostics;

namespace OpenEvent.WebApi.VisitorCache;

/// <summary>The answer to a request that may be kept.</summary>
/// <param name="Start">The time stamp of the begin of the request.</param>
/// <param name="MaxAge">How old the rows may be that a visitor reads.</param>
internal sealed record VisitorAnswer(long Start, TimeSpan MaxAge)
{
    /// <summary>How long the answer may be kept. The rows were read after the request began.</summary>
    public TimeSpan Rest => MaxAge - Stopwatch.GetElapsedTime(Start);

    /// <summary>The time in which an answer is sent, or else is not kept.</summary>
    public TimeSpan SendingTime => MaxAge / 10;

    /// <summary>Whether the answer is known to show public rows only. An error or a redirect never is.</summary>
    public bool IsPublic { get; set; }
}
