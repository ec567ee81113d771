using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>
/// A rule of another module about an event and its rows, asked whenever the event is written. Module Events does not know the modules that
/// implement it.
/// </summary>
internal interface IEventRule
{
    /// <param name="before">The event as it is stored; a new event's is equal to <paramref name="after"/>.</param>
    /// <exception cref="RejectedException">Invalid or Conflict.</exception>
    Task RequireAsync(Event before, Event after, Changes<Event> changes, CancellationToken ct);
}
