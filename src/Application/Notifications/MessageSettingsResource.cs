using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Notifications;

namespace OpenEvent.Application.Notifications;

/// <summary>Whether e-mails of each kind are sent. Clients change <c>enabled</c> only.</summary>
internal sealed class MessageSettingsResource : EditableResource<MessageSetting>
{
    public MessageSettingsResource()
    {
        Attribute(s => s.Action).ReadOnly();
        Attribute(s => s.EmailMessage).ReadOnly();
        Attribute(s => s.EmailSubject).ReadOnly();
        Attribute(s => s.Enabled);
        Attribute(s => s.Recipient).ReadOnly();
    }

    public override Policy<MessageSetting> Policy { get; } = new MessageSettingPolicy();

    public override bool CanCreate => false;

    public override bool CanDelete => false;
}
