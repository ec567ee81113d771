using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace OpenEvent.Infrastructure.Persistence.Mappings;

internal sealed class MailMapping : IEntityTypeConfiguration<Domain.Notifications.Mail>
{
    public void Configure(EntityTypeBuilder<Domain.Notifications.Mail> builder)
    {
        builder.HasIndex(m => m.Key).IsUnique().HasDatabaseName("ux_mails_key");
        builder.HasIndex(m => m.Time).HasDatabaseName("ix_mails_time");
    }
}
