using System.Linq.Expressions;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>Which events sell tickets at a time. Module Ticketing says it; Events knows no tickets.</summary>
internal interface IEventsOnSale
{
    Expression<Func<Event, bool>> Filter(IData data, DateTimeOffset now);
}
