using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Infrastructure.Persistence.Mappings;

/// <summary>Keys and indexes of module Lab. The primary key of the slots prevents overlapping bookings (docs/decisions/017).</summary>
internal sealed class LabMappings
    : IEntityTypeConfiguration<Booking>,
        IEntityTypeConfiguration<BookingSlot>,
        IEntityTypeConfiguration<LabCall>
{
    public void Configure(EntityTypeBuilder<Booking> entity)
    {
        entity.ToTable(table => table.HasCheckConstraint("ck_lab_bookings_times", "ends_at > starts_at"));
        entity.HasIndex(b => new { b.Device, b.EndsAt }).HasDatabaseName("ix_lab_bookings_device");
        entity.HasOne(b => b.Class).WithMany().HasForeignKey(b => b.ClassId).OnDelete(DeleteBehavior.SetNull);
        entity.HasOne(b => b.User).WithMany().HasForeignKey(b => b.UserId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<BookingSlot> entity)
    {
        entity.ToTable("lab_booking_slots").HasKey(s => new { s.Device, s.StartsAt }).HasName("pk_lab_booking_slots");
        entity.HasOne(s => s.Booking).WithMany(b => b.Slots).HasForeignKey(s => s.BookingId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<LabCall> entity)
    {
        entity.HasIndex(c => new { c.UserId, c.Id }).HasDatabaseName("ix_lab_calls_user");
        entity.HasIndex(c => c.CreatedAt).HasDatabaseName("ix_lab_calls_created");
        entity.HasOne(c => c.User).WithMany().HasForeignKey(c => c.UserId).OnDelete(DeleteBehavior.SetNull);
    }
}
