using OpenEvent.Domain.Platform;

namespace OpenEvent.Application.Platform;

/// <summary>Declares <see cref="AdminStatisticsGroup"/> at its URL.</summary>
internal sealed class AdminStatisticsGroupResource : AdminStatisticsResource<AdminStatisticsGroup>
{
    public AdminStatisticsGroupResource()
        : base("admin/statistics/groups")
    {
        Attribute(s => s.Followers).ReadOnly();
        Attribute(s => s.GroupEvents).ReadOnly();
        Attribute(s => s.Groups).ReadOnly();
    }
}
