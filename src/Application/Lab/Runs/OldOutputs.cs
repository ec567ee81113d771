using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>Removes the codes and outputs of a user's old runs. Their records stay.</summary>
internal sealed class OldOutputs(IData data, ScriptSettings settings)
{
    /// <summary>The most runs of a user whose codes and outputs are kept.</summary>
    public const int MaxKept = 200;

    /// <summary>
    /// How many runs beyond <see cref="MaxKept"/> are examined, because a run that was active is removed later.
    /// </summary>
    private const int MaxLate = 20;

    /// <summary>
    /// Keeps those of the newest runs that have not more bytes together than the settings allow, and at most <see cref="MaxKept"/>. A run
    /// that has not ended keeps its output.
    /// </summary>
    public async Task RemoveAsync(long userId, bool isVerified, CancellationToken ct)
    {
        var sizes = await data.Set<LabRun>()
            .Where(r => r.UserId == userId)
            .OrderByDescending(r => r.Id)
            .Take(MaxKept + MaxLate)
            .Select(r => new
            {
                r.Id,
                IsActive = r.Status == LabRunStatus.Queued || r.Status == LabRunStatus.Running,
                Bytes = StoredText.CountBytes(r.Code)
                    + data.Set<LabRunOutput>().Where(o => o.RunId == r.Id).Sum(o => StoredText.CountBytes(o.Content)),
            })
            .ToListAsync(ct);
        var limit = (isVerified ? settings.KeptMegabytesPerUser : settings.KeptMegabytesPerUnverifiedUser) * 1_000_000L;
        var bytes = 0L;
        var removed = sizes
            .Where((r, index) => ((bytes += r.Bytes) > limit || index >= MaxKept) && r is { IsActive: false, Bytes: > 0 })
            .Select(r => r.Id)
            .ToList();
        if (removed.Count == 0)
            return;
        await data.DeleteAsync(DirectWrites.RemoveOldOutputs, data.Set<LabRunOutput>().Where(o => removed.Contains(o.RunId)), ct);
        await data.UpdateAsync(
            DirectWrites.RemoveOldOutputs,
            data.Set<LabRun>().Where(r => removed.Contains(r.Id)),
            set => set.SetProperty(r => r.Code, ""),
            ct
        );
    }
}
