using System.Text;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>The limits of the scripts of a user and of what they store.</summary>
internal sealed class ScriptQuota(IData data)
{
    public const int MaxScripts = 500;

    /// <summary>In bytes of UTF-8, of all scripts with their versions.</summary>
    public const int MaxCode = 20_000_000;

    /// <summary>The limits for a new script.</summary>
    /// <exception cref="RejectedException">Conflict: the user has as many scripts as possible.</exception>
    public async Task RequireScriptAsync(long userId, string code, CancellationToken ct)
    {
        await RequireCodeAsync(userId, code, ct);
        if (await data.Set<LabScript>().CountAsync(s => s.UserId == userId, ct) >= MaxScripts)
            throw RejectedException.Conflict($"You have {MaxScripts} scripts, which is the limit. Delete one first.");
    }

    /// <summary>
    /// The limit for a new version. It locks the user's row, so that concurrent requests of one user are counted one after the other.
    /// </summary>
    /// <exception cref="RejectedException">Conflict: the user's scripts are as long as possible.</exception>
    public async Task RequireCodeAsync(long userId, string code, CancellationToken ct)
    {
        await data.LockRowAsync<User>(userId, ct);
        var scripts = await data.Set<LabScript>().Where(s => s.UserId == userId).SumAsync(s => (long)StoredText.CountBytes(s.Code), ct);
        var versions = await data.Set<LabScriptVersion>()
            .Where(v => v.Script.UserId == userId)
            .SumAsync(v => (long)StoredText.CountBytes(v.Code), ct);
        if (scripts + versions + Encoding.UTF8.GetByteCount(code) > MaxCode)
            throw RejectedException.Conflict(
                $"Your scripts and their versions have {MaxCode / 1_000_000} MB, which is the limit. Delete a script first."
            );
    }
}
