using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

internal static class GroupInviteLookup
{
    /// <summary>Finds the invite with this token, with its group and role. Null if there is none or its group is deleted.</summary>
    public static Task<UsersGroupsRole?> FindGroupInviteAsync(this IData data, string token, CancellationToken ct)
    {
        var hash = EmailedToken.ComputeHash(token);
        return data.Set<UsersGroupsRole>()
            .Include(r => r.Group)
            .Include(r => r.Role)
            .SingleOrDefaultAsync(r => r.TokenHash == hash && r.Group.DeletedAt == null, ct);
    }
}
