using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Infrastructure.Persistence.Mappings;

/// <summary>The events and tickets that have order statistics: all of them.</summary>
internal sealed class OrderStatisticsMappings
    : IEntityTypeConfiguration<OrderStatisticsEvent>,
        IEntityTypeConfiguration<OrderStatisticsTicket>
{
    public void Configure(EntityTypeBuilder<OrderStatisticsEvent> entity) =>
        entity.FromQuery($"SELECT e.id, e.xmin, e.identifier, e.id AS event_id, {SqlFragments.SalesCurrency} AS currency FROM events e");

    public void Configure(EntityTypeBuilder<OrderStatisticsTicket> entity) =>
        entity.FromQuery(
            $"""
            SELECT t.id, t.xmin, t.id::text AS identifier, t.event_id, {SqlFragments.SalesCurrency} AS currency
            FROM tickets t JOIN events e ON e.id = t.event_id
            """
        );
}
