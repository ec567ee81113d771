namespace OpenEvent.Application.Ticketing;

/// <summary>A letter about something that its reader wants in his calendar: it has a calendar file with it.</summary>
public interface ICalendarEmail
{
    EventDetails Event { get; }

    string OrderIdentifier { get; }
}
