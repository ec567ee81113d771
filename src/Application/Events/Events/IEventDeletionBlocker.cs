using OpenEvent.Application.Common;

namespace OpenEvent.Application.Events;

/// <summary>
/// A check by another module of whether an event can be deleted. Module Events does not know the modules that implement it.
/// </summary>
internal interface IEventDeletionBlocker
{
    /// <returns>The reason why the event cannot be deleted, or null.</returns>
    Task<string?> FindReasonAsync(IData data, long eventId, CancellationToken ct);
}
