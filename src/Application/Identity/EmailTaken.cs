using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

internal static class EmailTaken
{
    /// <summary>The polite answer; the unique index is what guards it.</summary>
    /// <exception cref="Refused">Conflict: a live account has the address.</exception>
    public static async Task RequireFreeAsync(this IData data, string email, CancellationToken ct)
    {
        if (await data.Set<User>().AnyAsync(u => u.Email == email && u.DeletedAt == null, ct))
            throw Refused.Conflict("Email already exists", "/data/attributes/email");
    }
}
