using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Infrastructure.Persistence.Mappings;

/// <summary>Discount and access codes, their tickets, and the counters of their uses, whose CHECK constraints bound every order.</summary>
internal sealed class CodeMappings
    : IEntityTypeConfiguration<DiscountCode>,
        IEntityTypeConfiguration<DiscountCodeTicket>,
        IEntityTypeConfiguration<EventDiscount>,
        IEntityTypeConfiguration<DiscountCodeQuota>,
        IEntityTypeConfiguration<AccessCode>,
        IEntityTypeConfiguration<AccessCodeTicket>,
        IEntityTypeConfiguration<AccessCodeQuota>
{
    public void Configure(EntityTypeBuilder<DiscountCode> entity)
    {
        entity
            .HasIndex(c => new { c.EventId, c.CodeKey })
            .IsUnique()
            .HasFilter("deleted_at IS NULL")
            .HasDatabaseName("ux_discount_codes_code");
        entity.HasOne(c => c.Event).WithMany().HasForeignKey(c => c.EventId).OnDelete(DeleteBehavior.Cascade);
        entity.HasOne(c => c.Marketer).WithMany().HasForeignKey(c => c.MarketerId).OnDelete(DeleteBehavior.SetNull);
    }

    public void Configure(EntityTypeBuilder<DiscountCodeTicket> entity)
    {
        entity.ToTable("discount_code_tickets").HasKey(l => new { l.DiscountCodeId, l.TicketId });
        entity.HasIndex(l => l.TicketId).HasDatabaseName("ix_discount_code_tickets_ticket");
    }

    public void Configure(EntityTypeBuilder<EventDiscount> entity)
    {
        entity.ToTable("event_discounts").HasKey(d => d.EventId);
        entity.Property(d => d.EventId).ValueGeneratedNever();
        entity.HasOne(d => d.Event).WithOne().HasForeignKey<EventDiscount>(d => d.EventId).OnDelete(DeleteBehavior.Cascade);
        entity.HasOne(d => d.DiscountCode).WithMany().HasForeignKey(d => d.DiscountCodeId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<DiscountCodeQuota> entity)
    {
        entity
            .ToTable("discount_uses", table => table.HasCheckConstraint("ck_discount_uses_used", "used >= 0 AND used <= most"))
            .HasKey(u => u.CodeId);
        entity.Property(u => u.CodeId).ValueGeneratedNever();
        entity.HasOne(u => u.Code).WithOne().HasForeignKey<DiscountCodeQuota>(u => u.CodeId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<AccessCode> entity)
    {
        entity.HasIndex(c => new { c.EventId, c.Code }).IsUnique().HasFilter("deleted_at IS NULL").HasDatabaseName("ux_access_codes_code");
        entity.HasOne(c => c.Event).WithMany().HasForeignKey(c => c.EventId).OnDelete(DeleteBehavior.Cascade);
        entity.HasOne(c => c.Marketer).WithMany().HasForeignKey(c => c.MarketerId).OnDelete(DeleteBehavior.SetNull);
    }

    public void Configure(EntityTypeBuilder<AccessCodeTicket> entity)
    {
        entity.ToTable("access_code_tickets").HasKey(l => new { l.AccessCodeId, l.TicketId });
        entity.HasIndex(l => l.TicketId).HasDatabaseName("ix_access_code_tickets_ticket");
    }

    public void Configure(EntityTypeBuilder<AccessCodeQuota> entity)
    {
        entity
            .ToTable("access_uses", table => table.HasCheckConstraint("ck_access_uses_used", "used >= 0 AND used <= most"))
            .HasKey(u => u.CodeId);
        entity.Property(u => u.CodeId).ValueGeneratedNever();
        entity.HasOne(u => u.Code).WithOne().HasForeignKey<AccessCodeQuota>(u => u.CodeId).OnDelete(DeleteBehavior.Cascade);
    }
}
