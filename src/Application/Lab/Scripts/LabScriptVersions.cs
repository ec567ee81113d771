using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>The last versions of scripts: <c>/v1/lab/scripts/{key}/versions</c> and <c>/v1/lab/script-versions/{key}</c>.</summary>
internal sealed class LabScriptVersions : Resource<LabScriptVersion>
{
    public LabScriptVersions()
    {
        NotListed();
        Path = "lab/script-versions";
        Attribute(v => v.Code).MaxLength(LabScript.MaxCodeLength).ReadOnly().NotFilterable();
        Attribute(v => v.CreatedAt).ReadOnly();
        Attribute(v => v.Number).ReadOnly();
        BelongsTo(v => v.Script).Required().Fixed().ReadOnly().Inverse("versions", isPrivate: true);
    }

    public override Policy<LabScriptVersion> Policy { get; } = new LabScriptVersionPolicy();
}
