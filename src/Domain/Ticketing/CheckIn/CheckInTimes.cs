using System.Globalization;

namespace OpenEvent.Domain.Ticketing;

/// <summary>What passing a station leaves on the attendee: flags, and times and devices as lists with commas, as clients read them.</summary>
public static class CheckInTimes
{
    private const string Placeholder = "-";

    public static void Record(Attendee attendee, string stationType, DateTimeOffset at, string? device)
    {
        switch (stationType)
        {
            case Station.Registration:
                attendee.IsRegistered = true;
                attendee.RegisterTimes = Append(attendee.RegisterTimes, Format(at));
                break;
            case Station.CheckIn:
                attendee.IsCheckedIn = true;
                attendee.IsCheckedOut = false;
                attendee.DeviceNameCheckin = Append(
                    PadTo(attendee.DeviceNameCheckin, Count(attendee.CheckinTimes)),
                    CleanDeviceName(device)
                );
                attendee.CheckinTimes = Append(attendee.CheckinTimes, Format(at));
                break;
            case Station.CheckOut:
                attendee.IsCheckedIn = false;
                attendee.IsCheckedOut = true;
                attendee.CheckoutTimes = Append(attendee.CheckoutTimes, Format(at));
                break;
        }
    }

    public static string Format(DateTimeOffset at) =>
        at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'+00:00'", CultureInfo.InvariantCulture);

    /// <summary>The list with what was sent: sent whole it replaces the list, else it is added to it.</summary>
    public static string? Merge(string? list, string? sent) =>
        string.IsNullOrEmpty(list) || string.IsNullOrEmpty(sent) || sent == list || sent.StartsWith(list + ",", StringComparison.Ordinal)
            ? sent
            : $"{list},{sent}";

    /// <summary>Filled up with dashes to so many entries.</summary>
    public static string? PadTo(string? list, int entries)
    {
        for (var n = Count(list); n < entries; n++)
            list = Append(list, Placeholder);
        return list;
    }

    public static int Count(string? list) => string.IsNullOrEmpty(list) ? 0 : list.Count(c => c == ',') + 1;

    private static string Append(string? list, string entry) => string.IsNullOrEmpty(list) ? entry : $"{list},{entry}";

    private static string CleanDeviceName(string? device) =>
        string.IsNullOrWhiteSpace(device) ? Placeholder : device.Replace(',', ' ').Trim();
}
