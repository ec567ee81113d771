using Microsoft.EntityFrameworkCore;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Program;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Bench;

/// <summary>The EF model of the baseline server: the tables of the measured documents.</summary>
internal sealed class BaselineDb(DbContextOptions<BaselineDb> options) : DbContext(options)
{
    public DbSet<Event> Events => Set<Event>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<decimal>().HavePrecision(20, 6);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var e = modelBuilder.Entity<Event>().MapScalars().ToTable("events");
        e.Property(x => x.State).HasConversion<string>();
        e.Property(x => x.DocumentLinks).HasColumnType("jsonb");
        modelBuilder.Entity<Ticket>().MapScalars().ToTable("tickets");
        var s = modelBuilder.Entity<Session>().MapScalars(nameof(Session.Favourites), nameof(Session.Feedbacks)).ToTable("sessions");
        s.Property(x => x.State).HasConversion<string>();
        s.Property(x => x.Slides).HasColumnType("jsonb");
        s.Property(x => x.ComplexFieldValues).HasColumnType("jsonb");
        modelBuilder.Entity<UserFavouriteSession>().MapScalars(nameof(UserFavouriteSession.Session)).ToTable("user_favourite_sessions");
        modelBuilder.Entity<Feedback>().MapScalars(nameof(Feedback.Session)).ToTable("feedbacks");
    }
}
