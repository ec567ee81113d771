using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenEvent.Domain.Notifications;

namespace OpenEvent.Infrastructure.Persistence.Mappings;

internal sealed class MailMapping : IEntityTypeConfiguration<Mail>
{
    public void Configure(EntityTypeBuilder<Mail> builder) => builder.HasIndex(m => m.Key).IsUnique().HasDatabaseName("ux_mails_key");
}
