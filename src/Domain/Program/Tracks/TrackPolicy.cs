using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Program;

/// <summary>Anyone sees the tracks of a published event. The event team and its track organizers write them.</summary>
public sealed class TrackPolicy : EventContentPolicy<Track>
{
    protected override Decision CreateCore(Actor actor, Track draft) => TrackOrganizerOnly(actor, draft);

    protected override Decision UpdateCore(Actor actor, Track current, Changes<Track> changes) => TrackOrganizerOnly(actor, current);

    protected override Decision DeleteCore(Actor actor, Track current) => TrackOrganizerOnly(actor, current);

    private static Decision TrackOrganizerOnly(Actor actor, Track track) =>
        Decision.AllowIf(
            actor.HasCoorganizerAccess(track.EventId) || actor.HasRole(track.EventId, TeamRole.TrackOrganizer),
            reason: "Track organizer access is required."
        );
}
