using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Infrastructure.Persistence.Mappings;

/// <summary>The unique indexes of ticket tags, taxes and ticket fees.</summary>
internal sealed class PriceMappings
    : IEntityTypeConfiguration<TicketTag>,
        IEntityTypeConfiguration<TaggedTicket>,
        IEntityTypeConfiguration<Tax>,
        IEntityTypeConfiguration<TicketFee>
{
    public void Configure(EntityTypeBuilder<TicketTag> entity) =>
        entity.HasIndex(t => new { t.EventId, t.Name }).IsUnique().HasFilter("deleted_at IS NULL").HasDatabaseName("ux_ticket_tags_name");

    public void Configure(EntityTypeBuilder<TaggedTicket> entity)
    {
        entity.ToTable("tagged_tickets").HasKey(t => new { t.TicketTagId, t.TicketId });
        entity.HasIndex(t => t.TicketId).HasDatabaseName("ix_tagged_tickets_ticket");
    }

    public void Configure(EntityTypeBuilder<Tax> entity) =>
        entity.HasIndex(t => t.EventId).IsUnique().HasFilter("deleted_at IS NULL").HasDatabaseName("ux_taxes_event");

    public void Configure(EntityTypeBuilder<TicketFee> entity) =>
        entity.HasIndex(f => new { f.Currency, f.Country }).IsUnique().AreNullsDistinct(false).HasDatabaseName("ux_ticket_fees_currency");
}
