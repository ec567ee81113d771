using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Application.Platform;

/// <summary>The scheduled jobs with their last and next run, for staff. Read-only.</summary>
internal sealed class Jobs : Resource<Job>
{
    public Jobs()
    {
        Attribute(j => j.Name).ReadOnly();
        Attribute(j => j.Schedule).ReadOnly();
        Attribute(j => j.NextRunAt).ReadOnly();
        Attribute(j => j.StartedAt).ReadOnly();
        Attribute(j => j.FinishedAt).ReadOnly();
        Attribute(j => j.SucceededAt).ReadOnly();
        Attribute(j => j.Failures).ReadOnly();
        Attribute(j => j.LastError).ReadOnly();
        Attribute(j => j.Node).ReadOnly();
    }

    public override Policy<Job> Policy { get; } = new StaffReadPolicy<Job>();
}
