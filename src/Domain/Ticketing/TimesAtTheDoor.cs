using System.Globalization;

namespace OpenEvent.Domain.Ticketing;

/// <summary>What passing a station leaves on the attendee: flags, and times and devices as lists with commas, as clients read them.</summary>
public static class TimesAtTheDoor
{
    private const string Filler = "-";

    public static void Note(Attendee attendee, string stationType, DateTimeOffset at, string? device)
    {
        switch (stationType)
        {
            case Station.Registration:
                attendee.IsRegistered = true;
                attendee.RegisterTimes = With(attendee.RegisterTimes, Text(at));
                break;
            case Station.CheckIn:
                (attendee.IsCheckedIn, attendee.IsCheckedOut) = (true, false);
                attendee.DeviceNameCheckin = With(Filled(attendee.DeviceNameCheckin, Count(attendee.CheckinTimes)), Plain(device));
                attendee.CheckinTimes = With(attendee.CheckinTimes, Text(at));
                break;
            case Station.CheckOut:
                (attendee.IsCheckedIn, attendee.IsCheckedOut) = (false, true);
                attendee.CheckoutTimes = With(attendee.CheckoutTimes, Text(at));
                break;
        }
    }

    public static string Text(DateTimeOffset at) =>
        at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'+00:00'", CultureInfo.InvariantCulture);

    /// <summary>The list with what was sent: sent whole it replaces the list, else it is added to it.</summary>
    public static string? Merged(string? list, string? sent) =>
        string.IsNullOrEmpty(list) || string.IsNullOrEmpty(sent) || sent == list || sent.StartsWith(list + ",", StringComparison.Ordinal)
            ? sent
            : $"{list},{sent}";

    /// <summary>Filled up with dashes to so many entries.</summary>
    public static string? Filled(string? list, int entries)
    {
        for (var n = Count(list); n < entries; n++)
            list = With(list, Filler);
        return list;
    }

    public static int Count(string? list) => string.IsNullOrEmpty(list) ? 0 : list.Count(c => c == ',') + 1;

    private static string With(string? list, string entry) => string.IsNullOrEmpty(list) ? entry : $"{list},{entry}";

    private static string Plain(string? device) => string.IsNullOrWhiteSpace(device) ? Filler : device.Replace(',', ' ').Trim();
}
