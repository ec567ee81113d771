using System.ComponentModel.DataAnnotations;

namespace OpenEvent.WebApi.VisitorCache;

/// <summary>Section <c>VisitorCache</c>: the answers to visitors that each node keeps in memory for at most a second.</summary>
public sealed record VisitorCacheSettings
{
    /// <summary>The memory for all answers, in megabytes, from 0 to 65,536. 0: no answer is kept.</summary>
    [Range(0, 65_536)]
    public int Megabytes { get; init; } = 64;

    /// <summary>How old an answer may be, in milliseconds, from 50 to 1000.</summary>
    [Range(50, 1000)]
    public int Milliseconds { get; init; } = 1000;

    /// <summary>The longest answer that is kept, in bytes.</summary>
    internal const int MaxAnswerBytes = 2_000_000;
}
