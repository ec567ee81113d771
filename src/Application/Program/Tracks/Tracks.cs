using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

internal sealed class Tracks : EditableResource<Track>
{
    public Tracks()
    {
        SharedWithVisitors();
        TextsInLog();
        Attribute(t => t.Name).Required().MaxLength(500);
        Attribute(t => t.Description).MaxLength(5_000);
        Attribute(t => t.Color).Required().MaxLength(50);
        Computed("font-color", t => t.FontColor);
        Attribute(t => t.Position);
        Attribute(t => t.DeletedAt);
        BelongsTo(t => t.Event).Required().Fixed().Inverse("tracks").DecidedByThisEnd("Track organizers write the tracks of their event.");
        CopiedWithEvent();
    }

    public override Policy<Track> Policy { get; } = new TrackPolicy();
}
