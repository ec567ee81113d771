using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>The limit of the scripts of a user.</summary>
internal sealed class ScriptQuota(IData data)
{
    public const int MaxScripts = 500;

    /// <summary>Locks the user's row, so that concurrent requests of one user are counted one after the other.</summary>
    /// <exception cref="RejectedException">Conflict: the user has as many scripts as possible.</exception>
    public async Task RequireQuotaAsync(long userId, CancellationToken ct)
    {
        await data.LockRowAsync<User>(userId, ct);
        if (await data.Set<LabScript>().CountAsync(s => s.UserId == userId, ct) >= MaxScripts)
            throw RejectedException.Conflict($"You have {MaxScripts} scripts, which is the limit. Delete one first.");
    }
}
