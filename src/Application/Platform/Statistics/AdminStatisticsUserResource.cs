using OpenEvent.Domain.Platform;

namespace OpenEvent.Application.Platform;

/// <summary>Declares <see cref="AdminStatisticsUser"/> at its URL.</summary>
internal sealed class AdminStatisticsUserResource : AdminStatisticsResource<AdminStatisticsUser>
{
    public AdminStatisticsUserResource()
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
