using System.Diagnostics;
using Microsoft.AspNetCore.OutputCaching;

namespace OpenEvent.WebApi.VisitorCache;

/// <summary>The answer to a request that may be kept.</summary>
/// <param name="Start">The time stamp of the begin of the request.</param>
/// <param name="MaxAge">How old the rows may be that a visitor reads from memory.</param>
/// <param name="Changes">The number of changes that this node knew of when the request began.</param>
internal sealed record VisitorAnswer(long Start, TimeSpan MaxAge, long Changes)
{
    /// <summary>How old the rows can have been when the request began: zero, or more if they are of a replica.</summary>
    public TimeSpan AgeAtStart { get; set; }

    /// <summary>How long the answer may be kept. The rows were read after the request began.</summary>
    public TimeSpan Rest => MaxAge - AgeAtStart - Stopwatch.GetElapsedTime(Start);

    /// <summary>The time in which an answer is sent, or else is not kept.</summary>
    public TimeSpan SendingTime => MaxAge / 10;

    /// <summary>Whether the answer is known to show public rows only. An error or a redirect never is.</summary>
    public bool IsPublic { get; private set; }

    /// <summary>Whether it was handed to the cache.</summary>
    public bool IsKept { get; set; }

    /// <summary>The tags under which it is kept.</summary>
    public IReadOnlyList<string> Tags { get; private set; } = [];

    /// <summary>How long it is kept.</summary>
    private TimeSpan Life { get; set; }

    /// <summary>Lets it be kept, if there is time left to send it.</summary>
    public void Offer(IReadOnlyList<string> tags)
    {
        (Tags, Life) = (tags, Rest - SendingTime);
        IsPublic = Life > TimeSpan.Zero;
    }

    /// <summary>Tells the output cache what was found out. It is called before the answer is sent.</summary>
    public void ApplyTo(HttpContext http)
    {
        if (!IsPublic || http.Features.Get<IOutputCacheFeature>() is not { } cache)
            return;
        cache.Context.Tags.UnionWith(Tags);
        cache.Context.ResponseExpirationTimeSpan = Life;
    }
}
