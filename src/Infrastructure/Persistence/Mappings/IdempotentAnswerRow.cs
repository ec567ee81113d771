using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace OpenEvent.Infrastructure.Persistence.Mappings;

/// <summary>A stored answer of an idempotency key. Only <see cref="PostgresIdempotency"/> uses it, by its own SQL.</summary>
internal sealed class IdempotentAnswerRow
{
    public byte[] Name { get; set; } = [];

    public string Fingerprint { get; set; } = "";

    public int Status { get; set; }

    public string Headers { get; set; } = "";

    public byte[] Body { get; set; } = [];

    public DateTimeOffset CreatedAt { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<IdempotentAnswerRow>
    {
        public void Configure(EntityTypeBuilder<IdempotentAnswerRow> builder)
        {
            builder.ToTable("idempotent_answers").HasKey(r => r.Name);
            builder.HasIndex(r => r.CreatedAt);
        }
    }
}
