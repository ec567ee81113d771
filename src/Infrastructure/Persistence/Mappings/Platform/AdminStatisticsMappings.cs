using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Infrastructure.Persistence.Mappings;

/// <summary>The statistics of the platform. Each number is a query of its own, so that only the requested ones are counted.</summary>
internal sealed class AdminStatisticsMappings
    : IEntityTypeConfiguration<AdminStatisticsEvent>,
        IEntityTypeConfiguration<AdminStatisticsGroup>,
        IEntityTypeConfiguration<AdminStatisticsMail>,
        IEntityTypeConfiguration<AdminStatisticsSession>,
        IEntityTypeConfiguration<AdminStatisticsUser>
{
    private const string Row = "1::bigint AS id, '0'::xid AS xmin";

    private const string HasTicket =
        "u.is_verified AND u.email IN (SELECT a.email FROM attendees a JOIN orders o ON o.id = a.order_id "
        + $"WHERE a.deleted_at IS NULL AND {SqlFragments.HasIssuedTickets})";

    public void Configure(EntityTypeBuilder<AdminStatisticsEvent> entity) =>
        entity.FromQuery(
            $"""
            SELECT {Row},
                (SELECT count(*)::int FROM events WHERE deleted_at IS NULL AND state = 'Draft') AS draft,
                (SELECT count(*)::int FROM events WHERE deleted_at IS NULL AND state = 'Published' AND ends_at < now()) AS past,
                (SELECT count(*)::int FROM events WHERE deleted_at IS NULL AND state = 'Published') AS published
            """
        );

    public void Configure(EntityTypeBuilder<AdminStatisticsGroup> entity) =>
        entity.FromQuery(
            $"""
            SELECT {Row},
                (SELECT count(*)::int FROM groups WHERE deleted_at IS NULL) AS groups,
                (SELECT count(*)::int FROM events e JOIN groups g ON g.id = e.group_id AND g.deleted_at IS NULL
                    WHERE e.deleted_at IS NULL) AS group_events,
                (SELECT count(*)::int FROM user_follow_groups f JOIN groups g ON g.id = f.group_id AND g.deleted_at IS NULL) AS followers
            """
        );

    public void Configure(EntityTypeBuilder<AdminStatisticsMail> entity) =>
        entity.FromQuery(
            $"""
            SELECT {Row}, {SentInDays(1)} AS one_day, {SentInDays(3)} AS three_days, {SentInDays(7)} AS seven_days,
                {SentInDays(30)} AS thirty_days
            """
        );

    public void Configure(EntityTypeBuilder<AdminStatisticsSession> entity) =>
        entity.FromQuery(
            $"""
            SELECT {Row}, {Sessions("state = 'Accepted'")} AS accepted, {Sessions("state = 'Confirmed'")} AS confirmed,
                {Sessions("state = 'Draft'")} AS draft, {Sessions("state = 'Pending'")} AS pending,
                {Sessions("state = 'Rejected'")} AS rejected, {Sessions("submitted_at IS NOT NULL")} AS submitted
            """
        );

    public void Configure(EntityTypeBuilder<AdminStatisticsUser> entity) =>
        entity.FromQuery(
            $"""
            SELECT {Row}, {Users("u.is_admin")} AS admin, {Users("u.is_super_admin")} AS super_admin, {Users("u.is_verified")} AS verified,
                {Users("NOT u.is_verified")} AS unverified, {WithRole(Role.OwnerId)} AS owner, {WithRole(Role.OrganizerId)} AS organizer,
                {WithRole(Role.CoorganizerId)} AS coorganizer, {WithRole(Role.TrackOrganizerId)} AS track_organizer,
                {Users(HasTicket)} AS attendee
            """
        );

    private static string SentInDays(int days) =>
        $"(SELECT count(*)::int FROM mails WHERE state = 'Sent' AND time > now() - interval '{days} days')";

    private static string Sessions(string condition) =>
        "(SELECT count(*)::int FROM sessions t JOIN events e ON e.id = t.event_id AND e.deleted_at IS NULL "
        + $"WHERE t.deleted_at IS NULL AND t.{condition})";

    private static string Users(string condition) => $"(SELECT count(*)::int FROM users u WHERE u.deleted_at IS NULL AND {condition})";

    private static string WithRole(long role) =>
        Users(
            $"u.id IN (SELECT r.user_id FROM users_events_roles r JOIN events e ON e.id = r.event_id "
                + $"WHERE r.role_id = {role} AND e.deleted_at IS NULL)"
        );
}
