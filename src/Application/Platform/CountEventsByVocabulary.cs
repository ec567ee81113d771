using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Platform;

/// <summary>Counts the events of each event type or of each event topic, in all states but deleted. For staff.</summary>
internal sealed record CountEventsByVocabulary(bool ByTopic) : IRequest<IReadOnlyList<CountEventsByVocabulary.EventCount>>
{
    internal sealed record EventCount(long Id, string Name, int Count);

    internal sealed class Handler(IData data, IAuthorization authorization)
        : IRequestHandler<CountEventsByVocabulary, IReadOnlyList<EventCount>>
    {
        public async Task<IReadOnlyList<EventCount>> Handle(CountEventsByVocabulary query, CancellationToken ct)
        {
            authorization.Require(Decision.AllowIf(authorization.Actor.IsStaff, "Admin access is required."));
            var events = data.Set<Event>().Where(e => e.DeletedAt == null);
            var counts = query.ByTopic
                ? data.Set<EventTopic>()
                    .Where(t => t.DeletedAt == null)
                    .OrderBy(t => t.Id)
                    .Select(t => new EventCount(t.Id, t.Name, events.Count(e => e.EventTopicId == t.Id)))
                : data.Set<EventType>()
                    .Where(t => t.DeletedAt == null)
                    .OrderBy(t => t.Id)
                    .Select(t => new EventCount(t.Id, t.Name, events.Count(e => e.EventTypeId == t.Id)));
            return await counts.Take(QueryLimits.Rows).ToListAsync(ct);
        }
    }
}
