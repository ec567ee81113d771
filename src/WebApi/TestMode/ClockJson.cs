using System.Xml;
using OpenEvent.Application.Common;

namespace OpenEvent.WebApi.TestMode;

/// <summary>The test clock in answers.</summary>
internal static class ClockJson
{
    /// <param name="isSettled">Whether the work that came due has been done; null if nothing was moved.</param>
    public static IReadOnlyDictionary<string, object> Describe(TestClock clock, bool? isSettled = null)
    {
        var state = clock.State;
        var now = clock.GetUtcNow();
        var description = new Dictionary<string, object>
        {
            ["now"] = now.UtcDateTime,
            ["frozen"] = state.FrozenAt is not null,
            ["ahead"] = XmlConvert.ToString(TimeSpan.FromSeconds(Math.Round((now - TimeProvider.System.GetUtcNow()).TotalSeconds))),
        };
        if (isSettled is { } settled)
            description["settled"] = settled;
        return description;
    }
}
