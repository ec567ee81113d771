using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>Creates the first super admin if there are no users yet, and recognizes them later.</summary>
public sealed class FirstAdmin(IData data, IAuthorization authorization, IPasswordHasher hasher, TimeProvider clock)
{
    /// <returns>Whether the super admin was created.</returns>
    public async Task<bool> CreateAsync(string email, string password, CancellationToken ct)
    {
        if (await data.Set<User>().AnyAsync(ct))
            return false;
        await using var transaction = await data.BeginTransactionAsync(ct);
        var user = new User
        {
            Email = EmailAddress.Normalize(email),
            PasswordHash = await hasher.HashAsync(password, ct),
            IsSuperAdmin = true,
            IsAdmin = true,
            IsVerified = true,
            CreatedAt = clock.GetUtcNow(),
        };
        authorization.AsServer().Create(user);
        data.Set<User>().Add(user);
        await data.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    /// <summary>Whether these are the address and the password of a super admin who can sign in.</summary>
    public async Task<bool> IsSuperAdminAsync(string email, string password, CancellationToken ct)
    {
        var normalized = EmailAddress.Normalize(email);
        var user = await data.Set<User>()
            .AsNoTracking()
            .SingleOrDefaultAsync(u => u.Email == normalized && u.DeletedAt == null && !u.IsBlocked && u.IsSuperAdmin, ct);
        return user is not null && await hasher.VerifyAsync(user.PasswordHash, password, ct) != PasswordVerificationResult.Failed;
    }
}
