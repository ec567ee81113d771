using OpenEvent.Domain.Platform;

namespace OpenEvent.Application.Platform;

/// <summary>Declares <see cref="AdminStatisticsEvent"/> at its URL.</summary>
internal sealed class AdminStatisticsEventResource : AdminStatisticsResource<AdminStatisticsEvent>
{
    public AdminStatisticsEventResource()
        : base("admin/statistics/events")
    {
        Attribute(s => s.Draft).ReadOnly();
        Attribute(s => s.Past).ReadOnly();
        Attribute(s => s.Published).ReadOnly();
    }
}
