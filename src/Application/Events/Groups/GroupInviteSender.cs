using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Events;

/// <summary>Gives an invite to a group a new token and sends it by e-mail. The links of earlier e-mails become invalid.</summary>
/// <remarks>As for invites to events (<see cref="RoleInviteSender"/>), only staff see the token outside the e-mail.</remarks>
internal sealed class GroupInviteSender(
    IData data,
    IAuthorization authorization,
    TokenEmailQueue emails,
    EmailLimiter limiter,
    AuthSettings settings,
    TimeProvider clock
)
{
    private const string LimitName = "group invite";

    /// <param name="invite">Its group and role must be loaded.</param>
    public async Task EnqueueAsync(UsersGroupsRole invite, CancellationToken ct)
    {
        await limiter.CountAsync(LimitName, invite.Email, ct);
        var token = EmailedToken.Create();
        invite.TokenHash = token.Hash;
        invite.ExpiresAt = clock.GetUtcNow() + settings.InviteLife;
        invite.Token = authorization.Actor.IsStaff ? token.Value : null;

        var inviter = await data.Set<User>().AsNoTracking().SingleOrDefaultAsync(u => u.Id == authorization.Actor.UserId, ct);
        var values = new Dictionary<string, string?>
        {
            ["group_name"] = invite.Group.Name,
            ["role"] = invite.Role.TitleName ?? invite.Role.Name,
            ["inviter"] = inviter?.FullName,
        };
        var path = $"/group-invites?token={token.Value}";
        await emails.AddAsync(TokenEmailTemplate.GroupRole, token.Hash, invite.Email, path, values, ct);
    }
}
