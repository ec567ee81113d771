using System.Security.Cryptography;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>Calls for sessions. A unique index allows one per event.</summary>
internal sealed class SpeakersCalls : EditableResource<SpeakersCall>
{
    public SpeakersCalls()
    {
        NotListed();
        Attribute(c => c.Announcement).Html(20_000);
        Attribute(c => c.StartsAt).Required();
        Attribute(c => c.EndsAt).Required();
        Attribute(c => c.SoftEndsAt);
        Attribute(c => c.Privacy).OneOf("public", "private");
        Attribute(c => c.Hash);
        Attribute(c => c.DeletedAt);
        BelongsTo(c => c.Event).Required().Fixed().InverseOne("speakers-call");
        Before(WriteOperation.Create, (call, _, _, _) => RequireEndAfterStart(call));
        Before(WriteOperation.Update, (call, _, _, _) => RequireEndAfterStart(call));
        // The link of the original's private call must not open the copy's.
        CopiedWithEvent((copy, _) => copy.Hash = copy.Hash is null ? null : RandomNumberGenerator.GetHexString(32, lowercase: true));
    }

    public override Policy<SpeakersCall> Policy { get; } = new EventContentPolicy<SpeakersCall>();

    private static Task RequireEndAfterStart(SpeakersCall call) =>
        call.StartsAt < call.EndsAt
            ? Task.CompletedTask
            : throw RejectedException.Invalid("The call must end after it starts.", "/data/attributes/ends-at");
}
