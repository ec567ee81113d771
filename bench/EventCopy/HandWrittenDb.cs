using Microsoft.EntityFrameworkCore;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Program;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Bench.EventCopy;

/// <summary>The EF model of the baseline: the tables of the copied event.</summary>
internal sealed class HandWrittenDb(DbContextOptions<HandWrittenDb> options) : DbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<decimal>().HavePrecision(20, 6);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var e = modelBuilder.Entity<Event>().MapScalars().ToTable("events");
        e.Property(x => x.State).HasConversion<string>();
        e.Property(x => x.DocumentLinks).HasColumnType("jsonb");
        modelBuilder.Entity<Ticket>().MapScalars(nameof(Ticket.Event)).ToTable("tickets");
        var seats = modelBuilder.Entity<TicketSeats>().MapScalars(nameof(TicketSeats.Ticket)).ToTable("ticket_seats");
        seats.HasKey(s => s.TicketId);
        seats.HasOne(s => s.Ticket).WithOne().HasForeignKey<TicketSeats>(s => s.TicketId);
        modelBuilder.Entity<Track>().MapScalars(nameof(Track.Event)).ToTable("tracks");
        modelBuilder.Entity<Sponsor>().MapScalars(nameof(Sponsor.Event)).ToTable("sponsors");
        modelBuilder.Entity<Faq>().MapScalars(nameof(Faq.Event)).ToTable("faqs");
        modelBuilder.Entity<UsersEventsRole>().MapScalars(nameof(UsersEventsRole.Event)).ToTable("users_events_roles");
    }
}
