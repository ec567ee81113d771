using System.Runtime.CompilerServices;

namespace OpenEvent.Domain.Common;

/// <summary>The decisions that many policies share. A rejection names the policy and the rule that asked.</summary>
public static class ActorDecisions
{
    /// <param name="file">Set by the compiler.</param>
    /// <param name="rule">Set by the compiler.</param>
    public static Decision StaffOnly(this Actor actor, [CallerFilePath] string? file = null, [CallerMemberName] string? rule = null) =>
        Decision.AllowIf(actor.IsStaff, "Admin access is required.", null, file, rule);

    /// <inheritdoc cref="StaffOnly" />
    public static Decision OrganizerOnly(
        this Actor actor,
        long eventId,
        [CallerFilePath] string? file = null,
        [CallerMemberName] string? rule = null
    ) => Decision.AllowIf(actor.HasOrganizerAccess(eventId), "Organizer access is required.", null, file, rule);

    /// <inheritdoc cref="StaffOnly" />
    public static Decision CoorganizerOnly(
        this Actor actor,
        long eventId,
        [CallerFilePath] string? file = null,
        [CallerMemberName] string? rule = null
    ) => Decision.AllowIf(actor.HasCoorganizerAccess(eventId), "Co-organizer access is required.", null, file, rule);

    /// <inheritdoc cref="StaffOnly" />
    public static Decision RegistrarOnly(
        this Actor actor,
        long eventId,
        [CallerFilePath] string? file = null,
        [CallerMemberName] string? rule = null
    ) => Decision.AllowIf(actor.HasRegistrarAccess(eventId), "Registrar access is required.", null, file, rule);
}
