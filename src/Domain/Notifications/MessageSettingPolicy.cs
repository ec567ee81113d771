using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Notifications;

/// <summary>Anyone may get a setting by id: clients check it before they tell a user about an e-mail. Staff list and change them.</summary>
public sealed class MessageSettingPolicy : StaffEditedPolicy<MessageSetting>
{
    public override Decision Update(Actor actor, MessageSetting current, Changes<MessageSetting> changes) =>
        base.Update(actor, current, changes)
            .And(() =>
                changes.FirstNameNotIn(nameof(MessageSetting.Enabled)) is { } field
                    ? Decision.Deny("Only enabled can be changed.", field)
                    : Decision.Allow
            );
}
