using System.Globalization;
using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.JsonApi;

/// <summary>Tells a client when to send a rejected request again.</summary>
internal static class RetryAfterHeader
{
    /// <summary>Sets the header in seconds, at least 1. Does nothing if the rejection has no time.</summary>
    public static void Set(HttpContext http, RejectedException rejection)
    {
        if (rejection.RetryAfter is { } pause)
            http.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(pause.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
    }
}
