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
internal sealed class InviteEmailSender(
    IData data,
    IAuthorization authorization,
    IOutbox outbox,
    ISecrets secrets,
    IFrontend frontend,
    NotificationWriter notifications,
    AuthSettings settings,
    TimeProvider clock
)
{
    /// <param name="invite">With its event and role.</param>
    public async Task EnqueueAsync(RoleInvite invite, CancellationToken ct)
    {
        var token = EmailedToken.Create();
        invite.TokenHash = token.Hash;
        invite.ExpiresAt = clock.GetUtcNow() + settings.InviteLife;
        invite.Hash = authorization.Actor.IsStaff ? token.Value : null;

        var link = await frontend.LinkAsync($"/e/{Uri.EscapeDataString(invite.Event.Identifier)}/role-invites?token={token.Value}", ct);
        var values = new Dictionary<string, string?>
        {
            ["email"] = invite.Email,
            ["event_name"] = invite.Event.Name,
            ["role"] = invite.Role.TitleName ?? invite.Role.Name,
        };
        outbox.Add(
            OutgoingTokenEmail.Kind,
            $"{TokenEmailTemplate.EventRole} {token.Hash}",
            new OutgoingTokenEmail(
                TokenEmailTemplate.EventRole,
                invite.Email,
                values,
                await secrets.EncryptAsync(OutgoingTokenEmail.EncryptionPurpose, link, ct)
            )
        );
        await WriteNotificationAsync(invite, ct);
    }

    /// <summary>Each mailing is noted anew: its term differs.</summary>
    private async Task WriteNotificationAsync(RoleInvite invite, CancellationToken ct)
    {
        var userIds = await data.Set<User>().Where(u => u.Email == invite.Email && u.DeletedAt == null).Select(u => u.Id).ToListAsync(ct);
        var content = new Dictionary<string, object?>
        {
            ["event_id"] = invite.EventId,
            ["event_name"] = invite.Event.Name,
            ["role"] = invite.RoleName,
            ["expires_at"] = invite.ExpiresAt,
        };
        await notifications.WriteAsync(NotificationWriter.EventRole, userIds, content, ct);
    }
}
