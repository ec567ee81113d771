using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Infrastructure.Persistence.Mappings;

/// <summary>
/// Payments and refunds. Constraints prevent a second live payment of an order, and refunds above the paid amount.
/// </summary>
internal sealed class PaymentMappings
    : IEntityTypeConfiguration<Payment>,
        IEntityTypeConfiguration<Refund>,
        IEntityTypeConfiguration<StripeAuthorization>
{
    public void Configure(EntityTypeBuilder<Payment> entity)
    {
        entity.ToTable("payments", table =>
        {
            table.HasCheckConstraint("ck_payments_amount", "amount > 0 AND taken >= 0");
            table.HasCheckConstraint("ck_payments_refunded", "refunded >= 0 AND refunded <= taken");
            table.HasCheckConstraint("ck_payments_disputed", "disputed_amount >= 0");
        });
        entity.Ignore(p => p.NextCheckDelay);
        entity.Ignore(p => p.Kept);
        entity.Ignore(p => p.IsDisputed);
        entity.Ignore(p => p.IdempotencyKey);
        entity
            .HasIndex(p => p.OrderId)
            .IsUnique()
            .HasFilter("account IS NOT NULL AND state IN ('Open', 'Succeeded')")
            .HasDatabaseName("ux_payments_live");
        entity.HasIndex(p => p.Reference).IsUnique().HasDatabaseName("ux_payments_reference");
        entity.HasIndex(p => p.ExternalId).IsUnique().HasDatabaseName("ux_payments_external_id");
        entity.HasIndex(p => p.OrderIdentifier).HasDatabaseName("ix_payments_order_identifier");
        entity.HasIndex(p => p.CheckAt).HasFilter("check_at IS NOT NULL").HasDatabaseName("ix_payments_due");
        entity.HasIndex(p => p.DisputeId).HasFilter("dispute_state = 'Open'").HasDatabaseName("ix_payments_disputed");
        entity.HasOne(p => p.Order).WithMany().HasForeignKey(p => p.OrderId).OnDelete(DeleteBehavior.SetNull);
        entity.HasOne(p => p.Event).WithMany().HasForeignKey(p => p.EventId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<Refund> entity)
    {
        entity.ToTable("refunds", table => table.HasCheckConstraint("ck_refunds_amount", "amount > 0"));
        entity.Ignore(r => r.IdempotencyKey);
        entity.Ignore(r => r.CountsAsRefunded);
        entity.HasIndex(r => r.PaymentId).HasDatabaseName("ix_refunds_payment");
        entity.HasIndex(r => r.EventId).HasFilter("state = 'Failed' AND NOT is_resolved").HasDatabaseName("ix_refunds_failed");
        entity.HasIndex(r => r.Reference).IsUnique().HasDatabaseName("ux_refunds_reference");
        entity.HasIndex(r => r.ExternalId).IsUnique().HasDatabaseName("ux_refunds_external_id");
        entity.HasIndex(r => r.CheckAt).HasFilter("check_at IS NOT NULL").HasDatabaseName("ix_refunds_due");
        entity.HasOne(r => r.Event).WithMany().HasForeignKey(r => r.EventId).OnDelete(DeleteBehavior.Restrict);
        entity.HasOne(r => r.User).WithMany().HasForeignKey(r => r.UserId).OnDelete(DeleteBehavior.SetNull);
        entity.HasOne(r => r.Payment).WithMany(p => p.Refunds).HasForeignKey(r => r.PaymentId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<StripeAuthorization> entity)
    {
        entity.Ignore(a => a.StripeAuthCode);
        entity.HasIndex(a => a.EventId).IsUnique().HasDatabaseName("ux_stripe_authorizations_event");
        entity.HasIndex(a => a.StripeUserId).HasDatabaseName("ix_stripe_authorizations_account");
        entity.HasOne(a => a.Event).WithMany().HasForeignKey(a => a.EventId).OnDelete(DeleteBehavior.Cascade);
    }
}
