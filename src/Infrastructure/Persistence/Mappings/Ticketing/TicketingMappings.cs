using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Infrastructure.Persistence.Mappings;

/// <summary>
/// Keys, indexes and CHECK constraints of module Ticketing. Deleting other rows never deletes orders or sold tickets; only deleting the
/// order does.
/// </summary>
internal sealed class TicketingMappings
    : IEntityTypeConfiguration<Ticket>,
        IEntityTypeConfiguration<TicketSeats>,
        IEntityTypeConfiguration<Attendee>,
        IEntityTypeConfiguration<Order>,
        IEntityTypeConfiguration<OrderTicket>
{
    public void Configure(EntityTypeBuilder<Ticket> entity)
    {
        entity.HasIndex(t => new { t.EventId, t.Name }).IsUnique().HasFilter("deleted_at IS NULL").HasDatabaseName("ux_tickets_name");
    }

    public void Configure(EntityTypeBuilder<TicketSeats> entity)
    {
        entity
            .ToTable("ticket_seats", table => table.HasCheckConstraint("ck_ticket_seats_taken", "taken >= 0 AND taken <= quantity"))
            .HasKey(s => s.TicketId);
        entity.HasOne(s => s.Ticket).WithOne().HasForeignKey<TicketSeats>(s => s.TicketId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<Attendee> entity)
    {
        entity.HasIndex(a => a.Identifier).IsUnique().HasDatabaseName("ux_attendees_identifier");
        entity.HasIndex(a => a.PdfUrl).HasFilter("pdf_url IS NOT NULL").HasDatabaseName("ix_attendees_pdf_url");
        entity.HasIndex(a => a.Email).HasDatabaseName("ix_attendees_email");
        entity.HasOne(a => a.Event).WithMany().HasForeignKey(a => a.EventId).OnDelete(DeleteBehavior.Restrict);
        entity.HasOne(a => a.Ticket).WithMany(t => t.Attendees).HasForeignKey(a => a.TicketId).OnDelete(DeleteBehavior.Restrict);
        entity.HasOne(a => a.Order).WithMany(o => o.Attendees).HasForeignKey(a => a.OrderId).OnDelete(DeleteBehavior.Cascade);
        entity.HasOne(a => a.Creator).WithMany().HasForeignKey(a => a.CreatorId).OnDelete(DeleteBehavior.SetNull);
    }

    public void Configure(EntityTypeBuilder<Order> entity)
    {
        entity.Ignore(o => o.OnSiteTickets);
        entity.ComplexProperty(o => o.Terms);
        entity.ToTable(table => table.HasCheckConstraint("ck_orders_amount", "amount >= 0"));
        entity.Ignore(o => o.Revenue);
        entity.ToTable(table => table.HasCheckConstraint("ck_orders_refunded", "amount_refunded >= 0 AND amount_refunded <= amount"));
        entity.ToTable(table => table.HasCheckConstraint("ck_orders_uses", "discount_uses >= 0 AND access_uses >= 0"));
        entity.HasOne(o => o.DiscountCode).WithMany(c => c.Orders).HasForeignKey(o => o.DiscountCodeId).OnDelete(DeleteBehavior.Restrict);
        entity.HasOne(o => o.AccessCode).WithMany(c => c.Orders).HasForeignKey(o => o.AccessCodeId).OnDelete(DeleteBehavior.Restrict);
        entity.HasOne(o => o.EventInvoice).WithMany().HasForeignKey(o => o.EventInvoiceId).OnDelete(DeleteBehavior.Restrict);
        entity
            .HasIndex(o => o.CompletedAt)
            .HasFilter("event_invoice_id IS NULL AND status = 'Completed' AND amount > amount_refunded")
            .HasDatabaseName("ix_orders_to_invoice");
        entity.HasIndex(o => o.Identifier).IsUnique().HasDatabaseName("ux_orders_identifier");
        entity.HasIndex(o => o.TicketsPdfUrl).HasFilter("tickets_pdf_url IS NOT NULL").HasDatabaseName("ix_orders_tickets_pdf_url");
        entity.HasIndex(o => new { o.EventId, o.Status }).HasDatabaseName("ix_orders_event");
        entity.HasIndex(o => o.ExpiresAt).HasFilter("expires_at IS NOT NULL").HasDatabaseName("ix_orders_due");
        entity
            .HasIndex(o => o.ClientAddressHash)
            .HasFilter("client_address_hash IS NOT NULL AND expires_at IS NOT NULL")
            .HasDatabaseName("ix_orders_client_address");
        entity.HasOne(o => o.Event).WithMany().HasForeignKey(o => o.EventId).OnDelete(DeleteBehavior.Restrict);
        entity.HasOne(o => o.User).WithMany().HasForeignKey(o => o.UserId).OnDelete(DeleteBehavior.SetNull);
        entity.HasOne(o => o.Marketer).WithMany().HasForeignKey(o => o.MarketerId).OnDelete(DeleteBehavior.SetNull);
    }

    public void Configure(EntityTypeBuilder<OrderTicket> entity)
    {
        entity
            .ToTable("order_tickets", table =>
                table.HasCheckConstraint("ck_order_tickets_quantity", "quantity >= 0 AND discounted >= 0 AND discounted <= quantity")
            )
            .HasKey(l => new { l.OrderId, l.TicketId });
        entity.Ignore(l => l.Seats);
        entity.HasIndex(l => l.TicketId).HasDatabaseName("ix_order_tickets_ticket");
        entity.HasOne(l => l.Order).WithMany(o => o.Tickets).HasForeignKey(l => l.OrderId).OnDelete(DeleteBehavior.Cascade);
        entity.HasOne(l => l.Ticket).WithMany().HasForeignKey(l => l.TicketId).OnDelete(DeleteBehavior.Restrict);
    }
}
