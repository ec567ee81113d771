using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Identity;

/// <summary>Anyone may get a setting by id; staff list and change them. Rows cannot be created, renamed or deleted.</summary>
public sealed class NotificationSettingPolicy : Policy<NotificationSetting>
{
    public override Expression<Func<NotificationSetting, bool>> Visible(Actor actor) => _ => true;

    public override Decision List(Actor actor) => StaffOnly(actor);

    public override Decision Update(Actor actor, NotificationSetting current, Changes<NotificationSetting> changes) =>
        StaffOnly(actor)
            .And(() =>
                changes.FirstNameNotIn(nameof(NotificationSetting.Enabled)) is { } field
                    ? Decision.Deny("Only enabled can be changed.", field)
                    : Decision.Allow
            );

    private static Decision StaffOnly(Actor actor) => Decision.AllowIf(actor.IsStaff, reason: "Admin access is required.");
}
