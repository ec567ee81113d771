using System.Security.Cryptography;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>Calls for sessions. A unique index allows one per event.</summary>
internal sealed class SpeakersCalls : EditableResource<SpeakersCall>
{
    /// <summary>The value of <c>privacy</c> of a call that only those with its link see.</summary>
    public const string Private = "private";

    public SpeakersCalls()
    {
        SharedWithVisitors();
        NotListed();
        Attribute(c => c.Announcement).Html(20_000);
        Attribute(c => c.StartsAt).Required();
        Attribute(c => c.EndsAt).Required();
        Attribute(c => c.SoftEndsAt);
        Attribute(c => c.Privacy).OneOf("public", Private);
        Attribute(c => c.Hash).Secret();
        Attribute(c => c.DeletedAt);
        BelongsTo(c => c.Event).Required().Fixed().InverseOne("speakers-call");
        Before(WriteOperation.Create, CheckAsync);
        Before(WriteOperation.Update, CheckAsync);
        // The link of the original's private call must not open the copy's.
        CopiedWithEvent(change: copy => copy.Hash = copy.Hash is null ? null : CreateHash());
    }

    public override Policy<SpeakersCall> Policy { get; } = new EventContentPolicy<SpeakersCall>();

    /// <summary>The secret part of the link to a private call.</summary>
    public static string CreateHash() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <exception cref="RejectedException">Invalid.</exception>
    public static void RequireEndAfterStart(SpeakersCall call)
    {
        if (call.StartsAt >= call.EndsAt)
            throw RejectedException.Invalid("The call must end after it starts.", "/data/attributes/ends-at");
    }

    private static Task CheckAsync(SpeakersCall call, Changes<SpeakersCall> changes, HookContext context, CancellationToken ct)
    {
        RequireEndAfterStart(call);
        return Task.CompletedTask;
    }
}
