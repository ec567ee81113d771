using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Notifications;

/// <summary>Anyone may get a setting by id: clients check it before they tell a user about an e-mail. Staff list and change them.</summary>
public sealed class MessageSettingPolicy : Policy<MessageSetting>
{
    public override Expression<Func<MessageSetting, bool>> Visible(Actor actor) => _ => true;

    public override Decision List(Actor actor) => StaffOnly(actor);

    public override Decision Update(Actor actor, MessageSetting current, Changes<MessageSetting> changes) =>
        StaffOnly(actor)
            .And(() =>
                changes.FirstNameNotIn(nameof(MessageSetting.Enabled)) is { } field
                    ? Decision.Deny("Only enabled can be changed.", field)
                    : Decision.Allow
            );

    private static Decision StaffOnly(Actor actor) => Decision.AllowIf(actor.IsStaff, "Admin access is required.");
}
