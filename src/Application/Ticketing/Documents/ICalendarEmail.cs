namespace OpenEvent.Application.Ticketing;

/// <summary>An e-mail about an event that has a calendar file (iCalendar) as an attachment.</summary>
public interface ICalendarEmail
{
    EventDetails Event { get; }

    string OrderIdentifier { get; }
}
