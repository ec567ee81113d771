using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Application.Platform;

/// <summary>The imports of a user. Read-only: the use cases write them.</summary>
internal sealed class ImportJobs : EditableResource<ImportJob>
{
    public ImportJobs()
    {
        Attribute(j => j.Result).ReadOnly();
        Attribute(j => j.ResultStatus).ReadOnly();
        Attribute(j => j.StartsAt).ReadOnly();
        Attribute(j => j.Task).ReadOnly();
    }

    public override Policy<ImportJob> Policy { get; } = new ImportJobPolicy();
}
