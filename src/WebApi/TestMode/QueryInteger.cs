using System.Globalization;
using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.TestMode;

/// <summary>Integers in the query: <c>?wait=</c> and others.</summary>
internal static class QueryInteger
{
    private const int MaxSeconds = 60;

    /// <exception cref="RejectedException">Malformed: no number of 0 to 60.</exception>
    public static TimeSpan ReadWait(HttpContext http, int defaultSeconds) =>
        TimeSpan.FromSeconds(Read(http, "wait", defaultSeconds, 0, MaxSeconds));

    /// <exception cref="RejectedException">Malformed: out of range.</exception>
    public static long Read(HttpContext http, string name, long defaultValue, long min, long max) =>
        http.Request.Query[name].FirstOrDefault() is not { } text ? defaultValue
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max ? number
        : throw RejectedException.Malformed(
            string.Create(CultureInfo.InvariantCulture, $"Must be a number of {min} to {max}."),
            parameter: name
        );
}
