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

    public override Policy<T> Policy { get; } = new AdminStatisticsPolicy<T>();
}

internal sealed class EventStatistics : AdminStatisticsResource<AdminStatisticsEvent>
{
    public EventStatistics()
        : base("admin/statistics/events")
    {
        Attribute(s => s.Draft).ReadOnly();
        Attribute(s => s.Past).ReadOnly();
        Attribute(s => s.Published).ReadOnly();
    }
}

internal sealed class GroupStatistics : AdminStatisticsResource<AdminStatisticsGroup>
{
    public GroupStatistics()
        : base("admin/statistics/groups")
    {
        Attribute(s => s.Followers).ReadOnly();
        Attribute(s => s.GroupEvents).ReadOnly();
        Attribute(s => s.Groups).ReadOnly();
    }
}

internal sealed class MailStatistics : AdminStatisticsResource<AdminStatisticsMail>
{
    public MailStatistics()
        : base("admin/statistics/mails")
    {
        Attribute(s => s.OneDay).ReadOnly();
        Attribute(s => s.SevenDays).ReadOnly();
        Attribute(s => s.ThirtyDays).ReadOnly();
        Attribute(s => s.ThreeDays).ReadOnly();
    }
}

internal sealed class SessionStatistics : AdminStatisticsResource<AdminStatisticsSession>
{
    public SessionStatistics()
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

internal sealed class UserStatistics : AdminStatisticsResource<AdminStatisticsUser>
{
    public UserStatistics()
        : base("admin/statistics/users")
    {
        Attribute(s => s.Admin).ReadOnly();
        Attribute(s => s.Attendee).ReadOnly();
        Attribute(s => s.Coorganizer).ReadOnly();
        Attribute(s => s.Organizer).ReadOnly();
        Attribute(s => s.Owner).ReadOnly();
        Attribute(s => s.SuperAdmin).ReadOnly();
        Attribute(s => s.TrackOrganizer).ReadOnly();
        Attribute(s => s.Unverified).ReadOnly();
        Attribute(s => s.Verified).ReadOnly();
    }
}
