namespace OpenEvent.Domain.Common;

/// <summary>A row that belongs to an event, and may only be linked to rows of the same one.</summary>
public interface IEventContent
{
    long EventId { get; }
}
