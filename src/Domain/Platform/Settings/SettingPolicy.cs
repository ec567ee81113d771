using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Platform;

/// <summary>
/// Everyone reads the settings, each the fields that are for them; admins change them. Only a super admin changes where the links in
/// e-mails lead: an admin who did so would receive the password reset links of super admins.
/// </summary>
public sealed class SettingPolicy : Policy<Setting>
{
    protected override Expression<Func<Setting, bool>> VisibleCore(Actor actor) => _ => true;

    /// <summary>Not for tokens: among the fields are the secrets of other services.</summary>
    protected override bool CanSeePrivateCore(Actor actor, Setting row) => actor is { IsStaff: true, Scope: null };

    protected override Expression<Func<Setting, bool>>? PrivateToCore(Actor actor) =>
        actor is { IsStaff: true, Scope: null } ? _ => true : null;

    protected override Decision UpdateCore(Actor actor, Setting current, Changes<Setting> changes) =>
        Decision
            .AllowIf(actor.IsStaff, "Admin access is required.")
            .And(() =>
                Decision.AllowIf(
                    actor.IsSuperAdmin || !changes.ContainsAny(nameof(Setting.FrontendUrl)),
                    "Only a super admin may change where the links in e-mails lead.",
                    "frontend-url"
                )
            );
}
