using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Application.Platform;

/// <summary>Statistics of the platform: one row at one URL.</summary>
internal abstract class AdminStatisticsResource<T> : Resource<T>
    where T : AdminStatistics
{
    protected AdminStatisticsResource(string path)
    {
        NotListed();
        Path = path;
        FoundAt($"/v1/{path}");
    }

    public override Policy<T> Policy { get; } = new StaffReadPolicy<T>();
}
