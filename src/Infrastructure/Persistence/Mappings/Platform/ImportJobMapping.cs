using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Infrastructure.Persistence.Mappings;

internal sealed class ImportJobMapping : IEntityTypeConfiguration<ImportJob>
{
    public void Configure(EntityTypeBuilder<ImportJob> builder)
    {
        builder.HasIndex(j => j.UserId).HasDatabaseName("ix_import_jobs_user");
        builder.HasIndex(j => j.Task).IsUnique().HasDatabaseName("ux_import_jobs_task");
        builder.HasOne(j => j.User).WithMany().HasForeignKey(j => j.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
