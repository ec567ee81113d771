using System.Collections.Concurrent;

namespace OpenEvent.WebApi.Tests.AllRoutes;

/// <summary>Times for bookings of one device. Each marker gets a different quarter of an hour.</summary>
internal static class BookingTimes
{
    private static readonly ConcurrentDictionary<string, int> Slots = new();

    /// <summary>The start of the day after tomorrow, so that tests can run across midnight.</summary>
    private static readonly DateTimeOffset First = new(DateTime.UtcNow.Date.AddDays(2), TimeSpan.Zero);
    private static int _next;

    public static object For(string marker) =>
        new
        {
            device = "main",
            starts_at = At(marker, 0),
            ends_at = At(marker, 1),
        };

    public static object ChangeFor(string marker) => new { starts_at = At(marker, 0), ends_at = At(marker, 1) };

    private static string At(string marker, int quarters) =>
        First
            .AddMinutes(15 * (Slots.GetOrAdd(marker, _ => Interlocked.Increment(ref _next)) + quarters))
            .ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
}
