using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Infrastructure.Persistence.Mappings;

internal sealed class JobMapping : IEntityTypeConfiguration<Job>
{
    public void Configure(EntityTypeBuilder<Job> builder) => builder.HasIndex(j => j.Name).IsUnique().HasDatabaseName("ux_jobs_name");
}
