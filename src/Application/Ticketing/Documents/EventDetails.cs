using System.Text.Json.Serialization;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Ticketing;

/// <summary>The event data that documents and e-mails show.</summary>
/// <param name="TimeZone">
/// The event's IANA time zone, e.g. <c>Europe/Berlin</c>, in which times are printed. For an unknown name, times are printed in UTC with a
/// note.
/// </param>
/// <param name="Place">Name and address in one line. Null or empty: there is none, or it is not known yet.</param>
/// <param name="Logo">
/// A PNG, JPEG, WebP or GIF file of at most <see cref="MaxLogoBytes"/> and 25 megapixels. Empty: no logo. A file that cannot be read is
/// left out.
/// </param>
/// <param name="Organizer">Printed in the footer. Null: nothing is printed.</param>
/// <param name="IsOnline">Whether the event takes place online: only there, or at its place too.</param>
public sealed record EventDetails(
    string Name,
    DateTimeOffset StartsAt,
    DateTimeOffset? EndsAt,
    string TimeZone,
    string? Place,
    ReadOnlyMemory<byte> Logo = default,
    string? Organizer = null,
    bool IsOnline = false
)
{
    public const int MaxLogoBytes = 20 * 1024 * 1024;

    /// <summary>Where the event takes place, in the words of all documents and e-mails.</summary>
    [JsonIgnore]
    public string Where =>
        (string.IsNullOrWhiteSpace(Place), IsOnline) switch
        {
            (false, true) => $"{Place} and online",
            (false, false) => Place!,
            (true, true) => "Online",
            _ => "To be announced",
        };

    /// <summary>The location for calendar programs, which look it up on a map. Null: not known yet.</summary>
    [JsonIgnore]
    public string? CalendarLocation =>
        string.IsNullOrWhiteSpace(Place)
            ? IsOnline
                ? "Online"
                : null
            : Place;

    public static EventDetails Of(Event e, ReadOnlyMemory<byte> logo = default) =>
        new(e.Name, e.StartsAt, e.EndsAt, e.Timezone, e.LocationName?.Trim(), logo, e.OwnerName, e.Online);
}
