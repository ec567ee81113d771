using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>Finds scripts and runs that the caller can read, untracked.</summary>
internal sealed class LabFinder(IData data, IAuthorization authorization)
{
    private static readonly LabScriptPolicy Scripts = new();
    private static readonly LabRunPolicy Runs = new();

    /// <exception cref="RejectedException">NotFound.</exception>
    public async Task<LabScript> GetScriptAsync(long id, CancellationToken ct) =>
        await data.Set<LabScript>().AsNoTracking().Where(Scripts.Visible(authorization.Actor)).SingleOrDefaultAsync(s => s.Id == id, ct)
        ?? throw RejectedException.NotFound("lab-script", $"{id}");

    /// <exception cref="RejectedException">NotFound.</exception>
    public async Task<LabRun> GetRunAsync(long id, CancellationToken ct) =>
        await data.Set<LabRun>().AsNoTracking().Where(Runs.Visible(authorization.Actor)).SingleOrDefaultAsync(r => r.Id == id, ct)
        ?? throw RejectedException.NotFound("lab-run", $"{id}");
}
