using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Infrastructure.Persistence.Mappings;

internal sealed class QueuedTaskMapping : IEntityTypeConfiguration<QueuedTask>
{
    public void Configure(EntityTypeBuilder<QueuedTask> builder)
    {
        builder.ToTable("tasks");
        builder.Property(t => t.Parameters).HasColumnType("jsonb");
        builder.HasIndex(t => t.Key).IsUnique().HasDatabaseName("ux_tasks_key");
        builder.HasIndex(t => t.ExpiresAt).HasDatabaseName("ix_tasks_expires");
        // The task stays until its files are deleted.
        builder.HasOne(t => t.Owner).WithMany().HasForeignKey(t => t.OwnerId).OnDelete(DeleteBehavior.SetNull);
    }
}
