using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Application.Platform;

/// <summary>
/// The imports of a user. The use cases write them. POST, PATCH and DELETE answer 403 with the reason, as the contract has these routes.
/// </summary>
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
