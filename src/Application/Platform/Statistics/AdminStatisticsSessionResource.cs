using OpenEvent.Domain.Platform;

namespace OpenEvent.Application.Platform;

/// <summary>Declares <see cref="AdminStatisticsSession"/> at its URL.</summary>
internal sealed class AdminStatisticsSessionResource : AdminStatisticsResource<AdminStatisticsSession>
{
    public AdminStatisticsSessionResource()
        : base("admin/statistics/sessions")
    {
        Attribute(s => s.Accepted).ReadOnly();
        Attribute(s => s.Confirmed).ReadOnly();
        Attribute(s => s.Draft).ReadOnly();
        Attribute(s => s.Pending).ReadOnly();
        Attribute(s => s.Rejected).ReadOnly();
        Attribute(s => s.Submitted).ReadOnly();
    }
}
