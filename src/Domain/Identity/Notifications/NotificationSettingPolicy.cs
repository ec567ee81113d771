using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Identity;

/// <summary>Anyone may get a setting by id; staff list and change them. Rows cannot be created, renamed or deleted.</summary>
public sealed class NotificationSettingPolicy : StaffEditedPolicy<NotificationSetting>
{
    protected override Decision UpdateCore(Actor actor, NotificationSetting current, Changes<NotificationSetting> changes) =>
        base.UpdateCore(actor, current, changes)
            .And(() =>
                changes.FirstNameNotIn(nameof(NotificationSetting.Enabled)) is { } field
                    ? Decision.Deny("Only enabled can be changed.", field)
                    : Decision.Allow
            );
}
