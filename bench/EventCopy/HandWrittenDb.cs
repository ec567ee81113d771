using Microsoft.EntityFrameworkCore;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Program;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.EventCopyBench;

/// <summary>The EF model of the baseline: the tables of the copied event.</summary>
internal sealed class HandWrittenDb(DbContextOptions<HandWrittenDb> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var e = modelBuilder.Entity<Event>().ToTable("events");
        e.Ignore(x => x.EventType).Ignore(x => x.EventTopic).Ignore(x => x.EventSubTopic);
        e.Property(x => x.State).HasConversion<string>();
        e.Property(x => x.DocumentLinks).HasColumnType("jsonb");
        modelBuilder.Entity<Ticket>().ToTable("tickets").Ignore(t => t.Attendees).Ignore(t => t.AccessCodes);
        modelBuilder.Entity<TicketSeats>().ToTable("ticket_seats").HasKey(s => s.TicketId);
        modelBuilder.Entity<Track>().ToTable("tracks");
        modelBuilder.Entity<Sponsor>().ToTable("sponsors");
        modelBuilder.Entity<Faq>().ToTable("faqs").Ignore(f => f.FaqType);
        modelBuilder.Entity<UsersEventsRole>().ToTable("users_events_roles").Ignore(r => r.User).Ignore(r => r.Role);
        foreach (var entity in modelBuilder.Model.GetEntityTypes().Where(t => typeof(Entity).IsAssignableFrom(t.ClrType)))
            modelBuilder.Entity(entity.ClrType).Property(nameof(Entity.Version)).IsRowVersion();
    }
}
