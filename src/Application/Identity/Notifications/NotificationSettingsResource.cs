using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>The switches of the kinds of notes; <see cref="NotificationWriter"/> honours them.</summary>
internal sealed class NotificationSettingsResource : EditableResource<NotificationSetting>
{
    public NotificationSettingsResource()
    {
        Attribute(s => s.Enabled);
        Attribute(s => s.Type).ReadOnly();
    }

    public override Policy<NotificationSetting> Policy { get; } = new NotificationSettingPolicy();

    public override bool CanCreate => false;

    public override bool CanDelete => false;
}
