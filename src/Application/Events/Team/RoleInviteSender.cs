using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Events;

/// <summary>Gives an invite a new token and sends it by e-mail. The links of earlier e-mails become invalid.</summary>
/// <remarks>
/// The token is only in the e-mail and in the response to staff who create the invite. A user who accepts with the token has read the
/// e-mail, so accepting verifies their address. Organizers must not see the token: they could verify an account with an address of another
/// person.
/// </remarks>
internal sealed class RoleInviteSender(
    IData data,
    IAuthorization authorization,
    TokenEmailQueue emails,
    EmailLimiter limiter,
    NotificationWriter notifications,
    AuthSettings settings,
    TimeProvider clock
)
{
    private const string LimitName = "role invite";

    /// <param name="invite">Its event and role must be loaded.</param>
    public async Task EnqueueAsync(RoleInvite invite, CancellationToken ct)
    {
        await limiter.CountAsync(LimitName, invite.Email, ct);
        var token = EmailedToken.Create();
        invite.TokenHash = token.Hash;
        invite.ExpiresAt = clock.GetUtcNow() + settings.InviteLife;
        invite.Hash = authorization.Actor.IsStaff ? token.Value : null;

        var values = new Dictionary<string, string?>
        {
            ["email"] = invite.Email,
            ["event_name"] = invite.Event.Name,
            ["role"] = invite.Role.TitleName ?? invite.Role.Name,
        };
        var path = $"/e/{Uri.EscapeDataString(invite.Event.Identifier)}/role-invites?token={token.Value}";
        await emails.AddAsync(TokenEmailTemplate.EventRole, token.Hash, invite.Email, path, values, ct);
        await WriteNotificationAsync(invite, ct);
    }

    /// <summary>Each e-mail has its own notification, because the expiry time differs.</summary>
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
