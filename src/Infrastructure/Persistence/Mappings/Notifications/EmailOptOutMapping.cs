using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenEvent.Domain.Notifications;

namespace OpenEvent.Infrastructure.Persistence.Mappings;

internal sealed class EmailOptOutMapping : IEntityTypeConfiguration<EmailOptOut>
{
    public void Configure(EntityTypeBuilder<EmailOptOut> builder)
    {
        builder.ToTable("email_opt_outs");
        builder.HasIndex(o => new { o.Address, o.Action }).IsUnique().HasDatabaseName("ux_email_opt_outs_address_action");
    }
}
