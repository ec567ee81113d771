using System.Text.Json;
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
internal sealed class InviteMail(IData data, IGate gate, IOutbox outbox, ISecrets secrets, IFrontend frontend, AuthSettings settings, TimeProvider clock)
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
        outbox.Add(MailOrder.Kind, $"{MailTemplate.EventRole} {token.Hash}",
            new MailOrder(MailTemplate.EventRole, invite.Email, values, await secrets.SealAsync(MailOrder.SealedFor, link, ct)));
        await NotifyAsync(invite, ct);
    }

    private async Task NotifyAsync(RoleInvite invite, CancellationToken ct)
    {
        var user = await data.Set<User>().Where(u => u.Email == invite.Email && u.DeletedAt == null).Select(u => (long?)u.Id).SingleOrDefaultAsync(ct);
        if (user is not { } id) return;
        var content = JsonSerializer.Serialize(new { type = MailTemplate.EventRole, event_id = invite.EventId, event_name = invite.Event.Name, role = invite.RoleName });
        data.Set<Notification>().Add(new Notification { UserId = id, Content = content });
    }
}
