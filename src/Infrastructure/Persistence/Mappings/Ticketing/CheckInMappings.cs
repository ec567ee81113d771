using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Infrastructure.Persistence.Mappings;

/// <summary>
/// Check-in tables: the unique indexes of check-ins, and restricted deletes, so that check-ins are not deleted with other rows.
/// </summary>
internal sealed class CheckInMappings
    : IEntityTypeConfiguration<Station>,
        IEntityTypeConfiguration<StationStorePax>,
        IEntityTypeConfiguration<UserCheckIn>,
        IEntityTypeConfiguration<Scan>,
        IEntityTypeConfiguration<VirtualCheckIn>
{
    public void Configure(EntityTypeBuilder<Station> entity)
    {
        entity.Ignore(s => s.Room);
        entity.HasOne(s => s.Microlocation).WithMany().HasForeignKey(s => s.MicrolocationId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<StationStorePax> entity) =>
        entity.ToTable(table => table.HasCheckConstraint("ck_station_store_paxs_count", "current_pax >= 0"));

    public void Configure(EntityTypeBuilder<UserCheckIn> entity)
    {
        entity
            .HasIndex(c => new
            {
                c.TicketHolderId,
                c.StationId,
                c.StationType,
                c.SessionId,
                c.Day,
            })
            .IsUnique()
            .AreNullsDistinct(false)
            .HasFilter("station_type IN ('registration', 'daily')")
            .HasDatabaseName("ux_user_check_in_day");
        entity
            .HasIndex(c => new { c.TicketHolderId, c.SessionId })
            .IsUnique()
            .HasFilter("station_type = 'check in' AND closed_at IS NULL")
            .HasDatabaseName("ux_user_check_in_open");
        entity
            .HasIndex(c => new
            {
                c.EventId,
                c.Day,
                c.StationType,
            })
            .HasDatabaseName("ix_user_check_in_event");
        entity.HasOne(c => c.Event).WithMany().HasForeignKey(c => c.EventId).OnDelete(DeleteBehavior.Restrict);
        entity.HasOne(c => c.Station).WithMany().HasForeignKey(c => c.StationId).OnDelete(DeleteBehavior.Restrict);
        entity.HasOne(c => c.Microlocation).WithMany().HasForeignKey(c => c.MicrolocationId).OnDelete(DeleteBehavior.Restrict);
        entity.HasOne(c => c.Session).WithMany().HasForeignKey(c => c.SessionId).OnDelete(DeleteBehavior.Restrict);
        entity.HasOne(c => c.TicketHolder).WithMany().HasForeignKey(c => c.TicketHolderId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<Scan> entity)
    {
        entity.ToTable("scans").HasKey(s => new { s.EventId, s.ScanId });
        entity.HasOne(s => s.Event).WithMany().HasForeignKey(s => s.EventId).OnDelete(DeleteBehavior.Cascade);
        entity.HasOne(s => s.Attendee).WithMany().HasForeignKey(s => s.AttendeeId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<VirtualCheckIn> entity)
    {
        entity.ToTable("virtual_check_ins");
        entity
            .HasIndex(c => new { c.AttendeeId, c.MicrolocationId })
            .IsUnique()
            .AreNullsDistinct(false)
            .HasFilter("checked_out_at IS NULL")
            .HasDatabaseName("ux_virtual_check_ins_open");
        entity.HasOne(c => c.Attendee).WithMany().HasForeignKey(c => c.AttendeeId).OnDelete(DeleteBehavior.Cascade);
        entity.HasOne(c => c.Microlocation).WithMany().HasForeignKey(c => c.MicrolocationId).OnDelete(DeleteBehavior.Cascade);
    }
}
