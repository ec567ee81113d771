using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Events;

/// <summary>Gives an invite a new token and mails it; the link of an earlier mail is worth nothing then.</summary>
/// <remarks>
/// Only the mail shows the token, and the answer to staff who made the invite. Whoever accepts with it has read the mail, so accepting
/// verifies the address; if organizers saw it, they could verify an account with somebody else's address.
/// </remarks>
internal sealed class InviteMail(
    IData data,
    IGate gate,
    IOutbox outbox,
    ISecrets secrets,
    IFrontend frontend,
    Notes notes,
    AuthSettings settings,
    TimeProvider clock
)
{
    /// <param name="invite">With its event and role.</param>
    public async Task OrderAsync(RoleInvite invite, CancellationToken ct)
    {
        var token = MailedToken.New();
        invite.TokenHash = token.Hash;
        invite.ExpiresAt = clock.GetUtcNow() + settings.InviteLife;
        invite.Hash = gate.Actor.IsStaff ? token.Clear : null;

        var link = await frontend.LinkAsync($"/e/{Uri.EscapeDataString(invite.Event.Identifier)}/role-invites?token={token.Clear}", ct);
        var values = new Dictionary<string, string?>
        {
            ["email"] = invite.Email,
            ["event_name"] = invite.Event.Name,
            ["role"] = invite.Role.TitleName ?? invite.Role.Name,
        };
        outbox.Add(
            MailOrder.Kind,
            $"{MailTemplate.EventRole} {token.Hash}",
            new MailOrder(MailTemplate.EventRole, invite.Email, values, await secrets.SealAsync(MailOrder.SealedFor, link, ct))
        );
        await NotifyAsync(invite, ct);
    }

    /// <summary>Each mailing is noted anew: its term differs.</summary>
    private async Task NotifyAsync(RoleInvite invite, CancellationToken ct)
    {
        var invited = await data.Set<User>().Where(u => u.Email == invite.Email && u.DeletedAt == null).Select(u => u.Id).ToListAsync(ct);
        var about = new Dictionary<string, object?>
        {
            ["event_id"] = invite.EventId,
            ["event_name"] = invite.Event.Name,
            ["role"] = invite.RoleName,
            ["expires_at"] = invite.ExpiresAt,
        };
        await notes.TellAsync(Notes.EventRole, invited, about, ct);
    }
}
