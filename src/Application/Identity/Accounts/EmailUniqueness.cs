using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

internal static class EmailUniqueness
{
    /// <summary>The polite answer; the unique index is what guards it.</summary>
    /// <exception cref="RejectedException">Conflict: a live account has the address.</exception>
    public static async Task RequireUnusedEmailAsync(this IData data, string email, CancellationToken ct)
    {
        if (await data.Set<User>().AnyAsync(u => u.Email == email && u.DeletedAt == null, ct))
            throw RejectedException.Conflict("Email already exists", "/data/attributes/email");
    }
}
