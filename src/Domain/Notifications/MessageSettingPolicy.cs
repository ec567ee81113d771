using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Notifications;

/// <summary>
/// Anyone may get a setting by id: clients check it before they tell a user about an e-mail. Staff list and change them. Required e-mails
/// stay enabled.
/// </summary>
public sealed class MessageSettingPolicy : StaffEditedPolicy<MessageSetting>
{
    protected override Decision UpdateCore(Actor actor, MessageSetting current, Changes<MessageSetting> changes) =>
        base.UpdateCore(actor, current, changes)
            .And(() =>
                changes.FirstNameNotIn(nameof(MessageSetting.Enabled)) is { } field
                    ? Decision.Deny("Only enabled can be changed.", field)
                    : Decision.Allow
            )
            .And(() => MaySwitchOff(current, changes));

    private static Decision MaySwitchOff(MessageSetting current, Changes<MessageSetting> changes) =>
        RequiredEmails.Reasons.TryGetValue(current.Action, out var reason)
        && changes.TryGet<bool>(nameof(MessageSetting.Enabled), out var isEnabled)
        && !isEnabled
            ? Decision.Deny($"E-mails of this kind cannot be switched off. {reason}", "enabled")
            : Decision.Allow;
}
