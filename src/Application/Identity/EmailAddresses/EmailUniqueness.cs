using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

internal static class EmailUniqueness
{
    /// <summary>Checks first, to give a readable error. The unique index guarantees uniqueness.</summary>
    /// <exception cref="RejectedException">Conflict: an account has this address.</exception>
    public static async Task RequireUnusedEmailAsync(this IData data, string email, CancellationToken ct)
    {
        if (await data.Set<User>().AnyAsync(u => u.Email == email && u.DeletedAt == null, ct))
            throw RejectedException.Conflict("Email already exists", "/data/attributes/email");
    }
}
