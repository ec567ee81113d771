namespace OpenEvent.Domain.Events;

/// <summary>Drafts are for the event team; published events are for everybody.</summary>
public enum EventState
{
    Draft,
    Published,
}
