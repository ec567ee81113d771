using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace OpenEvent.Infrastructure.Outbox;

/// <summary>An action outside the database, e.g. sending an e-mail. It is committed with the unit of work that adds it.</summary>
internal sealed class OutboxEntry
{
    public long Id { get; set; }

    /// <summary>The kind of entry. The <c>IOutboxConsumer</c> with this kind handles it.</summary>
    public string Kind { get; set; } = "";

    /// <summary>Unique for its kind. A second entry with the same key is ignored.</summary>
    public string Key { get; set; } = "";

    /// <summary>JSON. It is emptied when the entry is done.</summary>
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
            builder
                .HasIndex(e => new
                {
                    e.Kind,
                    e.AvailableAt,
                    e.Id,
                })
                .HasFilter("state = 'Waiting'")
                .HasDatabaseName("ix_outbox_waiting");
            builder.HasIndex(e => e.Kind).HasFilter("state IN ('GivenUp', 'Quarantined')").HasDatabaseName("ix_outbox_given_up");
            builder.HasIndex(e => e.DoneAt).HasFilter("state = 'Done'").HasDatabaseName("ix_outbox_done");
        }
    }
}
