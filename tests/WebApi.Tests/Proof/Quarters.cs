using System.Collections.Concurrent;

namespace OpenEvent.WebApi.Tests.Proof;

/// <summary>Times for bookings of one device: each mark has a quarter of an hour of its own.</summary>
internal static class Quarters
{
    private static readonly ConcurrentDictionary<string, int> Taken = new();

    /// <summary>The day after tomorrow's: the tests may go on past midnight.</summary>
    private static readonly DateTimeOffset First = new(DateTime.UtcNow.Date.AddDays(2), TimeSpan.Zero);
    private static int _next;

    public static object Of(string mark) =>
        new
        {
            device = "main",
            starts_at = At(mark, 0),
            ends_at = At(mark, 1),
        };

    public static object Move(string mark) => new { starts_at = At(mark, 0), ends_at = At(mark, 1) };

    private static string At(string mark, int quarters) =>
        First
            .AddMinutes(15 * (Taken.GetOrAdd(mark, _ => Interlocked.Increment(ref _next)) + quarters))
            .ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
}
