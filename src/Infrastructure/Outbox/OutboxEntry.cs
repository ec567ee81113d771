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

    /// <summary>
    /// The number of attempts, with the running one. The first of several interrupted attempts in a row is not counted: another entry may
    /// have stopped the server.
    /// </summary>
    public int Attempts { get; set; }

    /// <summary>
    /// When it is due. While an attempt runs: when another server may take the entry, if the lock of the running one was lost.
    /// </summary>
    public DateTimeOffset AvailableAt { get; set; }

    /// <summary>
    /// When the running attempt began; null if none is running. Of an entry that no server processes, it says that the attempt was
    /// interrupted. Together with <see cref="Attempts"/> it is the claim of the attempt, without which nothing can end it.
    /// </summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>The number of interrupted attempts in a row before the running one.</summary>
    public int Interruptions { get; set; }

    /// <summary>The user who caused the work. A server processes one entry of a kind for each owner at a time. Null: no limit.</summary>
    public long? OwnerId { get; set; }

    public DateTimeOffset? DoneAt { get; set; }

    public string? LastError { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<OutboxEntry>
    {
        public void Configure(EntityTypeBuilder<OutboxEntry> builder)
        {
            builder.ToTable("outbox");
            builder.Property(e => e.Payload).HasColumnType("jsonb");
            builder.Property(e => e.Interruptions).HasDefaultValue(0); // servers of a former version insert entries without it
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
