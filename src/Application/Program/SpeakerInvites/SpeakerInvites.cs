using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>Invites to speak in a session. They can be created, answered and deleted, but not changed.</summary>
internal sealed class SpeakerInvites : Resource<SpeakerInvite>
{
    private const string InviteReason = "The policy of the invites asks for the speakers and the event team.";

    public SpeakerInvites()
    {
        NotListed();
        Attribute(i => i.Email).Required().Normalized(EmailAddress.Normalize).Email();
        Attribute(i => i.Status).ReadOnly();
        BelongsTo(i => i.Event)
            .Required()
            .Fixed()
            .Inverse("speaker-invites", isPrivate: true, showsOwnRows: true)
            .DecidedByThisEnd(InviteReason);
        BelongsTo(i => i.Session).Required().Fixed().Inverse("speaker-invites").DecidedByThisEnd(InviteReason);
        PolicyReads(
            async (data, ids, ct) =>
            {
                await data.Set<SpeakerInvite>().Include(i => i.Session).Where(i => ids.Contains(i.Id)).LoadAsync(ct);
                await data.Set<SessionSpeaker>()
                    .Include(s => s.Speaker)
                    .Where(s => s.Session.SpeakerInvites.Any(i => ids.Contains(i.Id)) && s.Speaker.DeletedAt == null)
                    .LoadAsync(ct);
            }
        );
        CreatedBy(draft => new CreateSpeakerInvite(draft.Row));
        Before(WriteOperation.Delete, (invite, _, _, _) =>
            invite.Status == SpeakerInviteStatus.Accepted
                ? throw RejectedException.Conflict("You cannot delete an accepted speaker invite.")
                : Task.CompletedTask
        );
    }

    public override Policy<SpeakerInvite> Policy { get; } = new SpeakerInvitePolicy();

    public override bool CanDelete => true;

    public override SpeakerInvite NewRow() => new();

    private protected override SpeakerInvite Prototype() => new();
}
