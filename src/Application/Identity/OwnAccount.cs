using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

internal static class OwnAccount
{
    /// <summary>The actor's own row, locked and tracked.</summary>
    public static async Task<User> OwnAccountAsync(this IData data, long userId, CancellationToken ct)
    {
        await data.LockAsync<User>(userId, ct);
        return await data.Set<User>().SingleAsync(u => u.Id == userId, ct);
    }
}
