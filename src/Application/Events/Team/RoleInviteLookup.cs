using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

internal static class RoleInviteLookup
{
    /// <summary>Finds the invite with this token, with its event and role. Null if there is none or its event is deleted.</summary>
    public static Task<RoleInvite?> FindInviteAsync(this IData data, string token, CancellationToken ct)
    {
        var hash = EmailedToken.ComputeHash(token);
        return data.Set<RoleInvite>()
            .Include(i => i.Event)
            .Include(i => i.Role)
            .SingleOrDefaultAsync(i => i.TokenHash == hash && i.Event.DeletedAt == null, ct);
    }
}
