using System.Linq.Expressions;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Platform;

/// <summary>Counts the events of each event type or of each event topic, in all states but deleted. For staff.</summary>
internal sealed record GetEventCounts(EventCountKey Key) : IRequest<IReadOnlyList<GetEventCounts.EventCount>>
{
    internal sealed record EventCount(long Id, string Name, int Count);

    internal sealed class Handler(IData data, IAuthorization authorization) : IRequestHandler<GetEventCounts, IReadOnlyList<EventCount>>
    {
        public async Task<IReadOnlyList<EventCount>> Handle(GetEventCounts query, CancellationToken ct)
        {
            authorization.RequireStaff();
            var events = data.Set<Event>().Where(e => e.DeletedAt == null);
            return query.Key switch
            {
                EventCountKey.EventTopic => await ListAsync<EventTopic>(
                    t => new EventCount(t.Id, t.Name, events.Count(e => e.EventTopicId == t.Id)),
                    ct
                ),
                _ => await ListAsync<EventType>(t => new EventCount(t.Id, t.Name, events.Count(e => e.EventTypeId == t.Id)), ct),
            };
        }

        private Task<List<EventCount>> ListAsync<T>(Expression<Func<T, EventCount>> count, CancellationToken ct)
            where T : Entity, ISoftDeleted =>
            data.Set<T>().Where(t => t.DeletedAt == null).OrderBy(t => t.Id).Select(count).Take(QueryLimits.Rows).ToListAsync(ct);
    }
}
