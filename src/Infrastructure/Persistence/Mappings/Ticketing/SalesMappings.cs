using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Infrastructure.Persistence.Mappings;

/// <summary>
/// The rows of the sales lists. What was sold is not in these queries: it is summed for the rows of one page only, by one more statement.
/// </summary>
internal sealed class SalesMappings
    : IEntityTypeConfiguration<AdminSalesByEvents>,
        IEntityTypeConfiguration<AdminSalesByLocation>,
        IEntityTypeConfiguration<AdminSalesByMarketer>,
        IEntityTypeConfiguration<AdminSalesByOrganizers>,
        IEntityTypeConfiguration<AdminSalesDiscounted>,
        IEntityTypeConfiguration<AdminSalesFees>,
        IEntityTypeConfiguration<AdminSalesInvoices>
{
    public void Configure(EntityTypeBuilder<AdminSalesByEvents> entity) =>
        entity.FromQuery(
            $"""
            SELECT e.id, e.xmin, e.identifier, e.name, e.created_at, e.deleted_at, e.starts_at, e.ends_at, e.payment_country,
                e.payment_currency, (SELECT t.name FROM event_types t WHERE t.id = e.event_type_id) AS type,
                (SELECT {SqlFragments.FullName} FROM users_events_roles r JOIN users u ON u.id = r.user_id
                    WHERE r.event_id = e.id AND r.role_id = {Role.OwnerId} ORDER BY r.id LIMIT 1) AS owner,
                (SELECT r.user_id FROM users_events_roles r
                    WHERE r.event_id = e.id AND r.role_id = {Role.OwnerId} ORDER BY r.id LIMIT 1) AS owner_id
            FROM events e
            """
        );

    public void Configure(EntityTypeBuilder<AdminSalesByLocation> entity) =>
        entity.FromQuery(
            """
            SELECT min(id) AS id, '0'::xid AS xmin, location_name FROM events
            WHERE deleted_at IS NULL AND location_name IS NOT NULL GROUP BY location_name
            """
        );

    public void Configure(EntityTypeBuilder<AdminSalesByMarketer> entity) =>
        entity.FromQuery(
            $"""
            SELECT u.id, u.xmin, u.email, {SqlFragments.FullName} AS fullname FROM users u
            WHERE u.deleted_at IS NULL AND (u.is_marketer
                OR EXISTS (SELECT 1 FROM orders o WHERE o.marketer_id = u.id)
                OR EXISTS (SELECT 1 FROM discount_codes c JOIN orders o ON o.discount_code_id = c.id WHERE c.marketer_id = u.id)
                OR EXISTS (SELECT 1 FROM access_codes c JOIN orders o ON o.access_code_id = c.id WHERE c.marketer_id = u.id))
            """
        );

    public void Configure(EntityTypeBuilder<AdminSalesByOrganizers> entity) =>
        entity.FromQuery(
            $"""
            SELECT u.id, u.xmin, u.email, u.first_name, u.last_name, t.starts_at, t.ends_at FROM users u
            JOIN (SELECT r.user_id, min(e.starts_at) AS starts_at, max(e.ends_at) AS ends_at
                FROM users_events_roles r JOIN events e ON e.id = r.event_id
                WHERE r.role_id IN ({Role.OwnerId}, {Role.OrganizerId}) AND e.deleted_at IS NULL GROUP BY r.user_id) t
                ON t.user_id = u.id
            WHERE u.deleted_at IS NULL
            """
        );

    public void Configure(EntityTypeBuilder<AdminSalesDiscounted> entity) =>
        entity.FromQuery(
            $"""
            SELECT c.id, c.xmin, c.code, u.email, e.name AS event_name, e.payment_currency
            FROM discount_codes c JOIN events e ON e.id = c.event_id LEFT JOIN users u ON u.id = c.marketer_id
            WHERE e.deleted_at IS NULL AND EXISTS (SELECT 1 FROM orders o WHERE o.discount_code_id = c.id AND {SqlFragments.IsSale})
            """
        );

    /// <summary>The fee of the currency and the event's country, or else the one of the currency, as invoices have it.</summary>
    public void Configure(EntityTypeBuilder<AdminSalesFees> entity) =>
        entity.FromQuery(
            $"""
            SELECT e.id, e.xmin, e.name, e.starts_at AS event_date, e.currency AS payment_currency, f.service_fee AS fee_percentage,
                f.maximum_fee
            FROM (SELECT e.id, e.xmin, e.name, e.starts_at, coalesce(e.payment_country, '') AS country,
                {SqlFragments.SalesCurrency} AS currency FROM events e WHERE e.deleted_at IS NULL) e
            LEFT JOIN LATERAL (SELECT t.service_fee, t.maximum_fee FROM ticket_fees t
                WHERE t.currency = e.currency AND t.country IN (e.country, '') ORDER BY t.country DESC LIMIT 1) f ON true
            """
        );

    public void Configure(EntityTypeBuilder<AdminSalesInvoices> entity) =>
        entity.FromQuery(
            """
            SELECT i.id, i.xmin, i.identifier, i.amount, i.status, i.created_at, i.completed_at, e.name AS event_name, u.email AS sent_to
            FROM event_invoices i LEFT JOIN events e ON e.id = i.event_id LEFT JOIN users u ON u.id = i.user_id
            WHERE i.deleted_at IS NULL
            """
        );
}
