using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Identity;

/// <summary>For use cases that no client waits for.</summary>
internal sealed class NoRateLimitReport : IRateLimitReport
{
    public void Add(IEnumerable<RateLimitState> limits) { }

    public void Uncount(IEnumerable<string> names) { }
}
