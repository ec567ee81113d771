using System.Globalization;

namespace OpenEvent.Domain.Ticketing;

/// <summary>
/// Records a check-in on the attendee: flags, and times and device names as comma-separated lists, the format that clients read
/// (docs/reference/attendees.md#check-in-fields).
/// </summary>
public static class CheckInTimes
{
    private const string Placeholder = "-";

    /// <summary>The members of an attendee that tell their current state.</summary>
    public static readonly string[] StateMembers =
    [
        nameof(Attendee.IsRegistered),
        nameof(Attendee.IsCheckedIn),
        nameof(Attendee.IsCheckedOut),
    ];

    /// <summary>The members that <see cref="Record"/> writes.</summary>
    public static readonly string[] Members =
    [
        .. StateMembers,
        nameof(Attendee.RegisterTimes),
        nameof(Attendee.CheckinTimes),
        nameof(Attendee.CheckoutTimes),
        nameof(Attendee.DeviceNameCheckin),
    ];

    /// <param name="stationType">One of the constants of <see cref="Station"/>. <see cref="Station.Daily"/> changes nothing.</param>
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

    /// <summary>
    /// Merges what a client sent into the list. If it starts with the whole list, it replaces the list; else it is appended.
    /// </summary>
    public static string? Merge(string? list, string? sent) =>
        string.IsNullOrEmpty(list) || string.IsNullOrEmpty(sent) || sent == list || sent.StartsWith(list + ",", StringComparison.Ordinal)
            ? sent
            : $"{list},{sent}";

    /// <summary>The list, filled up with <c>-</c> to the number of entries.</summary>
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
