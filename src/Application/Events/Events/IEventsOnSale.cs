using System.Linq.Expressions;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>
/// Filters events that sell tickets at a given time. Module Ticketing implements it because module Events does not know tickets.
/// </summary>
internal interface IEventsOnSale
{
    Expression<Func<Event, bool>> Filter(IData data, DateTimeOffset now);
}
