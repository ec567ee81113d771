using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

internal sealed class Microlocations : EditableResource<Microlocation>
{
    public Microlocations()
    {
        SharedWithVisitors();
        TextsInLog();
        NotListed();
        Attribute(m => m.Name).Required().MaxLength(500);
        Attribute(m => m.Floor);
        Attribute(m => m.Room);
        Attribute(m => m.Latitude).Must(v => v is null or (>= -90 and <= 90), "Latitude should be between -90 and 90.");
        Attribute(m => m.Longitude).Must(v => v is null or (>= -180 and <= 180), "Longitude should be between -180 and 180.");
        Attribute(m => m.Position);
        Attribute(m => m.HiddenInScheduler);
        Attribute(m => m.IsChatEnabled);
        Attribute(m => m.IsGlobalEventRoom);
        Attribute(m => m.ChatRoomName).ReadOnly();
        Attribute(m => m.DeletedAt);
        BelongsTo(m => m.Event).Required().Fixed().Inverse("microlocations");
        BelongsTo(m => m.VideoStream).Inverse("rooms");

        // Streams are not copied, so the room of a copy has none.
        CopiedWithEvent(change: room => room.VideoStreamId = null);
    }

    public override Policy<Microlocation> Policy { get; } = new EventContentPolicy<Microlocation>();
}
