using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

internal static class LockedUser
{
    /// <summary>Locks the user's row and returns it, tracked.</summary>
    public static async Task<User> GetLockedUserAsync(this IData data, long userId, CancellationToken ct)
    {
        await data.LockRowAsync<User>(userId, ct);
        return await data.Set<User>().SingleAsync(u => u.Id == userId, ct);
    }
}
