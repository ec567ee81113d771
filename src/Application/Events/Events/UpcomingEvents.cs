using OpenEvent.Application.Common;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>
/// What the front page shows (<c>spec/openevent/behaviours.md</c> §7): published, public events that have yet to start, and of them those that staff
/// promote, or that are finished enough to be shown: with pictures, a place in the catalogue, tickets on sale and a link to follow.
/// </summary>
internal sealed class UpcomingEvents(IEventsOnSale eventsOnSale, TimeProvider clock)
{
    public IQueryable<Event> Query(IData data)
    {
        var now = clock.GetUtcNow();
        var upcoming = data.Set<Event>().Where(e => e.State == EventState.Published && e.Privacy == "public" && e.StartsAt > now);
        var links = data.Set<SocialLink>();
        var presentable = upcoming
            .Where(eventsOnSale.Filter(data, now))
            .Where(e =>
                !e.IsDemoted
                && e.OriginalImageUrl != null
                && e.LogoUrl != null
                && e.EventTypeId != null
                && e.EventTopicId != null
                && e.EventSubTopicId != null
                && links.Any(l => l.EventId == e.Id && l.DeletedAt == null && TextSearch.ILike(l.Name, "twitter"))
            )
            .Select(e => e.Id);
        return upcoming.Where(e => e.IsPromoted || presentable.Contains(e.Id));
    }
}
