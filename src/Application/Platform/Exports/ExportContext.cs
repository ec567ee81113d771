using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using NodaTime;
using NodaTime.Text;
using OpenEvent.Application.Events;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Platform;

/// <summary>What is exported.</summary>
/// <param name="Event">Null: the export is about all events.</param>
/// <param name="Status">Which rows (<see cref="ExportStatus"/>). Null: all.</param>
/// <param name="GroupId">The group that the export is about.</param>
/// <param name="UserId">The user whose personal data is exported.</param>
internal sealed record ExportContext(Event? Event, string? Status, MediaSelection Media, long? GroupId = null, long? UserId = null)
{
    private static readonly OffsetDateTimePattern Iso = OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:sso<m>");

    private readonly DateTimeZone _zone = Event is null ? DateTimeZone.Utc : EventTimeZone.Of(Event.Timezone);

    public long EventId => Event!.Id;

    /// <summary>An amount with two to four decimals and without its currency.</summary>
    [return: NotNullIfNotNull(nameof(amount))]
    public static string? FormatAmount(decimal? amount) => amount?.ToString("0.00##", CultureInfo.InvariantCulture);

    public static string Format(bool value) => value ? "yes" : "no";

    /// <summary>The local time of the event with its offset, e.g. <c>2026-05-23T09:00:00+02:00</c>.</summary>
    public string? Format(DateTimeOffset? time) =>
        time is { } at ? Iso.Format(Instant.FromDateTimeOffset(at).InZone(_zone).ToOffsetDateTime()) : null;
}
