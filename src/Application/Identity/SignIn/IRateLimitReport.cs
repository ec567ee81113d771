using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Identity;

/// <summary>Tells the client of the request about the limits that it was counted against.</summary>
public interface IRateLimitReport
{
    /// <param name="limits">The states after the request was counted. A later state of a limit replaces an earlier one.</param>
    void Add(IEnumerable<RateLimitState> limits);

    /// <summary>Increases the remaining attempts of limits by one, because an attempt is not counted.</summary>
    void Uncount(IEnumerable<string> names);
}
