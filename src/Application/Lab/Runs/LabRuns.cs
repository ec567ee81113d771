using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>
/// Runs of scripts: <c>/v1/lab/runs</c>. <see cref="StartRun"/> creates them, and <see cref="ScriptRunner"/> executes them.
/// </summary>
internal sealed class LabRuns : Resource<LabRun>
{
    public LabRuns()
    {
        Path = "lab/runs";
        Attribute(r => r.Board).ReadOnly();
        Attribute(r => r.Circuit).MaxLength(LabScript.MaxCircuitLength).ReadOnly();
        Attribute(r => r.Code).MaxLength(LabScript.MaxCodeLength).ReadOnly().NotFilterable();
        Attribute(r => r.CodeVersion).ReadOnly();
        Attribute(r => r.CreatedAt).ReadOnly();
        Attribute(r => r.Device).MaxLength(40).ReadOnly();
        Attribute(r => r.DeviceKind).MaxLength(10).ReadOnly();
        Attribute(r => r.EndedAt).ReadOnly();
        Attribute(r => r.Error).Json().ReadOnly();
        Attribute(r => r.Firmware).ReadOnly();
        Attribute(r => r.Output).Json().ReadOnly();
        Attribute(r => r.StartedAt).ReadOnly();
        Attribute(r => r.Status).OneOf([.. LabRunStatus.All]).ReadOnly();
        Attribute(r => r.Title).MaxLength(LabScript.MaxTitleLength).ReadOnly();
        Attribute(r => r.UserId).ReadOnly();
        BelongsTo(r => r.Script).ReadOnly().Inverse("runs", isPrivate: true);
        BelongsTo(r => r.User).ReadOnly().Inverse("lab-runs", isPrivate: true);
        ThenLoadOne(
            async (data, run, ct) =>
                run.Output = await data.Set<LabRunOutput>().Where(o => o.RunId == run.Id).Select(o => o.Content).SingleOrDefaultAsync(ct)
        );
        DeletedBy(row => new DeleteRun(row));
    }

    public override Policy<LabRun> Policy { get; } = new LabRunPolicy();
}
