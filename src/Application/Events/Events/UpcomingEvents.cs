using OpenEvent.Application.Common;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>
/// The events of the front page (<c>docs/reference/events.md#upcoming-events</c>): published, public events that have not started yet. An
/// event is shown if staff promote it, or if it is complete: it has pictures, type and topics, tickets on sale and a Twitter link.
/// </summary>
internal sealed class UpcomingEvents(IEventsOnSale eventsOnSale, TimeProvider clock)
{
    public IQueryable<Event> Query(IData data)
    {
        var now = clock.GetUtcNow();
        var upcoming = data.Set<Event>().Where(Event.IsListed).Where(e => e.StartsAt > now);
        var links = data.Set<SocialLink>();
        var complete = upcoming
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
        return upcoming.Where(e => e.IsPromoted || complete.Contains(e.Id));
    }
}
