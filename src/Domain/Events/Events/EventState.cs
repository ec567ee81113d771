namespace OpenEvent.Domain.Events;

/// <summary>Draft events are visible to the event team and staff only; published events are visible to anyone.</summary>
public enum EventState
{
    Draft,
    Published,
}
