using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

internal sealed class SessionTypes : EditableResource<SessionType>
{
    public SessionTypes()
    {
        SharedWithVisitors();
        TextsInLog();
        NotListed();
        Attribute(t => t.Name).Required().MaxLength(500);
        Attribute(t => t.Length).Required().MaxLength(50);
        Attribute(t => t.Position);
        Attribute(t => t.DeletedAt);
        BelongsTo(t => t.Event).Required().Fixed().Inverse("session-types");
        CopiedWithEvent();
    }

    public override Policy<SessionType> Policy { get; } = new EventContentPolicy<SessionType>();
}
