using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenEvent.Domain.Notifications;

namespace OpenEvent.Infrastructure.Persistence.Mappings;

internal sealed class MessageSettingMapping : IEntityTypeConfiguration<MessageSetting>
{
    public void Configure(EntityTypeBuilder<MessageSetting> builder) =>
        builder.HasIndex(s => s.Action).IsUnique().HasDatabaseName("ux_message_settings_action");
}
