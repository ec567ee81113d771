using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>
/// A rule about an event and its rows, asked whenever the event is written. Other modules implement it too; module Events does not know
/// them.
/// </summary>
internal interface IEventRule
{
    /// <param name="before">The event as it is stored; a new event's is equal to <paramref name="after"/>.</param>
    /// <exception cref="RejectedException">Invalid or Conflict.</exception>
    Task RequireAsync(Event before, Event after, Changes<Event> changes, CancellationToken ct);
}
