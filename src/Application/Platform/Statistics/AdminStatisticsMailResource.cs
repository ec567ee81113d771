using OpenEvent.Domain.Platform;

namespace OpenEvent.Application.Platform;

/// <summary>Declares <see cref="AdminStatisticsMail"/> at its URL.</summary>
internal sealed class AdminStatisticsMailResource : AdminStatisticsResource<AdminStatisticsMail>
{
    public AdminStatisticsMailResource()
        : base("admin/statistics/mails")
    {
        Attribute(s => s.OneDay).ReadOnly();
        Attribute(s => s.SevenDays).ReadOnly();
        Attribute(s => s.ThirtyDays).ReadOnly();
        Attribute(s => s.ThreeDays).ReadOnly();
    }
}
