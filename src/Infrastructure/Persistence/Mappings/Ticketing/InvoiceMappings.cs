using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Infrastructure.Persistence.Mappings;

/// <summary>
/// Event invoices: unique numbers, one invoice for each event, currency and month. Invoices remain when events or accounts are deleted.
/// </summary>
internal sealed class InvoiceMappings
    : IEntityTypeConfiguration<EventInvoice>,
        IEntityTypeConfiguration<InvoiceCredit>,
        IEntityTypeConfiguration<NumberSeries>
{
    public void Configure(EntityTypeBuilder<EventInvoice> entity)
    {
        entity.ToTable(table => table.HasCheckConstraint("ck_event_invoices_amount", "amount >= -credit"));
        entity.HasIndex(i => i.Identifier).IsUnique().HasDatabaseName("ux_event_invoices_identifier");
        entity
            .HasIndex(i => new
            {
                i.EventId,
                i.Currency,
                i.Period,
            })
            .IsUnique()
            .HasDatabaseName("ux_event_invoices_period");
        entity.HasOne(i => i.Event).WithMany().HasForeignKey(i => i.EventId).OnDelete(DeleteBehavior.SetNull);
        entity.HasOne(i => i.User).WithMany().HasForeignKey(i => i.UserId).OnDelete(DeleteBehavior.SetNull);
        entity.HasOne(i => i.DiscountCode).WithMany().HasForeignKey(i => i.DiscountCodeId).OnDelete(DeleteBehavior.SetNull);
    }

    public void Configure(EntityTypeBuilder<InvoiceCredit> entity)
    {
        entity.ToTable("invoice_credits");
        entity.HasIndex(c => c.OrderIdentifier).HasDatabaseName("ix_invoice_credits_order");
        entity.HasIndex(c => c.InvoiceId).HasFilter("credited_by_id IS NULL").HasDatabaseName("ix_invoice_credits_open");
        entity.HasOne(c => c.Invoice).WithMany().HasForeignKey(c => c.InvoiceId).OnDelete(DeleteBehavior.Restrict);
        entity.HasOne(c => c.CreditedBy).WithMany().HasForeignKey(c => c.CreditedById).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<NumberSeries> entity)
    {
        entity.ToTable("number_series").HasIndex(s => s.Name).IsUnique().HasDatabaseName("ux_number_series_name");
        entity.HasData(new NumberSeries { Id = NumberSeries.EventInvoices, Name = "event-invoices" });
    }
}
