namespace OpenEvent.Domain.Common;

/// <summary>A row that belongs to an event. It can be linked only to rows of the same event.</summary>
public interface IEventContent
{
    long EventId { get; }
}
