using OpenEvent.Application.Common;

namespace OpenEvent.Application.Events;

/// <summary>What other modules hold against the deletion of an event; Events knows none of them.</summary>
internal interface IEventDeletionBlocker
{
    /// <returns>The reason that the event must stay, or null.</returns>
    Task<string?> FindReasonAsync(IData data, long eventId, CancellationToken ct);
}
