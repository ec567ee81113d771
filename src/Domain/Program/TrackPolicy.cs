using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Program;

/// <summary>Tracks are the event team's and its track organizers'.</summary>
public sealed class TrackPolicy : EventContentPolicy<Track>
{
    public override Decision Create(Actor actor, Track draft) => Organizes(actor, draft);

    public override Decision Update(Actor actor, Track current, Changes<Track> changes) => Organizes(actor, current);

    public override Decision Delete(Actor actor, Track current) => Organizes(actor, current);

    private static Decision Organizes(Actor actor, Track track) =>
        Decision.When(
            actor.Runs(track.EventId) || actor.Holds(track.EventId, EventRole.TrackOrganizer),
            otherwise: "Track organizer access is required."
        );
}
