using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace OpenEvent.Infrastructure.Outbox;

/// <summary>Something to be done outside the database, committed with the unit of work that wants it.</summary>
internal sealed class OutboxEntry
{
    public long Id { get; set; }

    public string Kind { get; set; } = "";

    /// <summary>Unique in its kind: what is asked for twice is done once.</summary>
    public string Key { get; set; } = "";

    /// <summary>JSON.</summary>
    public string Payload { get; set; } = "{}";

    public OutboxState State { get; set; }

    public int Attempts { get; set; }

    public DateTimeOffset AvailableAt { get; set; }

    public DateTimeOffset? DoneAt { get; set; }

    public string? LastError { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<OutboxEntry>
    {
        public void Configure(EntityTypeBuilder<OutboxEntry> builder)
        {
            builder.ToTable("outbox");
            builder.Property(e => e.Payload).HasColumnType("jsonb");
            builder.HasIndex(e => new { e.Kind, e.Key }).IsUnique().HasDatabaseName("ux_outbox_key");
            builder.HasIndex(e => e.AvailableAt).HasFilter("state = 'Waiting'").HasDatabaseName("ix_outbox_waiting");
        }
    }
}
