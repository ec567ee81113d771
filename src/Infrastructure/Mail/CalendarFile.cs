using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using OpenEvent.Application.Common;
using OpenEvent.Application.Ticketing;

namespace OpenEvent.Infrastructure.Mail;

/// <summary>
/// Creates a calendar file of the event (RFC 5545). Times are in UTC. Calendar programs show them in the reader's time zone.
/// </summary>
internal static class CalendarFile
{
    public const string ContentType = "text/calendar; charset=utf-8; method=PUBLISH";

    public static EmailAttachment Create(ICalendarEmail email, DateTimeOffset now)
    {
        var (e, order) = (email.Event, email.OrderIdentifier);
        var calendar = new Calendar { Method = CalendarMethods.Publish, ProductId = "-//OpenEvent//EN" };
        calendar.Events.Add(
            new CalendarEvent
            {
                // The same for every e-mail about an order, so that calendar programs do not add the event twice.
                Uid = order,
                DtStamp = ToUtc(now),
                Summary = e.Name,
                Location = e.CalendarLocation,
                Start = ToUtc(e.StartsAt),
                End = e.EndsAt is { } end ? ToUtc(end) : null,
            }
        );
        return new EmailAttachment("event.ics", ContentType, Encoding.UTF8.GetBytes(new CalendarSerializer().SerializeToString(calendar)!));
    }

    private static CalDateTime ToUtc(DateTimeOffset time) => new(time.UtcDateTime, CalDateTime.UtcTzId);
}
