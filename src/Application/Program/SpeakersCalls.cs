using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>One per event: an index says so.</summary>
internal sealed class SpeakersCalls : EditableResource<SpeakersCall>
{
    public SpeakersCalls()
    {
        NotListed();
        Attribute(c => c.Announcement).Cleaned(html => html is null ? null : Application.Events.HtmlText.Clean(html));
        Attribute(c => c.StartsAt).Required();
        Attribute(c => c.EndsAt).Required();
        Attribute(c => c.SoftEndsAt);
        Attribute(c => c.Privacy).OneOf("public", "private");
        Attribute(c => c.Hash);
        Attribute(c => c.DeletedAt);
        BelongsTo(c => c.Event).Required().Fixed().InverseOne("speakers-call");
        Before(Verb.Create, (call, _, _, _) => RequireInOrder(call));
        Before(Verb.Update, (call, _, _, _) => RequireInOrder(call));
        CopiedWithEvent();
    }

    public override Policy<SpeakersCall> Policy { get; } = new EventContentPolicy<SpeakersCall>();

    private static Task RequireInOrder(SpeakersCall call) =>
        call.StartsAt < call.EndsAt
            ? Task.CompletedTask
            : throw Refused.Invalid("The call must end after it starts.", "/data/attributes/ends-at");
}
