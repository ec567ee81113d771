using Microsoft.EntityFrameworkCore;
using OpenEvent.Domain.Events;

namespace OpenEvent.Bench;

/// <summary>The EF model of the baseline server: the events table only.</summary>
internal sealed class BaselineDb(DbContextOptions<BaselineDb> options) : DbContext(options)
{
    public DbSet<Event> Events => Set<Event>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var e = modelBuilder.Entity<Event>();
        e.ToTable("events");
        e.Ignore(x => x.EventType).Ignore(x => x.EventTopic).Ignore(x => x.EventSubTopic);
        e.Property(x => x.Version).IsRowVersion();
        e.Property(x => x.State).HasConversion<string>();
        e.Property(x => x.DocumentLinks).HasColumnType("jsonb");
    }
}
