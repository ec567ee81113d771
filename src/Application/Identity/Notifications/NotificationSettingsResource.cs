using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>The switch of each kind of notification. <see cref="NotificationWriter"/> does not write disabled kinds.</summary>
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
