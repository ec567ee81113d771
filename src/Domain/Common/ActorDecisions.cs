using System.Runtime.CompilerServices;

namespace OpenEvent.Domain.Common;

/// <summary>The decisions that many policies share. A rejection names the policy and the rule that asked.</summary>
public static class ActorDecisions
{
    public const string StaffAccess = "Admin access is required.";
    public const string OrganizerAccess = "Organizer access is required.";
    public const string CoorganizerAccess = "Co-organizer access is required.";
    public const string RegistrarAccess = "Registrar access is required.";

    /// <param name="file">Set by the compiler.</param>
    /// <param name="rule">Set by the compiler.</param>
    public static Decision StaffOnly(this Actor actor, [CallerFilePath] string? file = null, [CallerMemberName] string? rule = null) =>
        Decision.AllowIf(actor.IsStaff, StaffAccess, null, file, rule);

    /// <inheritdoc cref="StaffOnly" />
    public static Decision OrganizerOnly(
        this Actor actor,
        long eventId,
        [CallerFilePath] string? file = null,
        [CallerMemberName] string? rule = null
    ) => Decision.AllowIf(actor.HasOrganizerAccess(eventId), OrganizerAccess, null, file, rule);

    /// <inheritdoc cref="StaffOnly" />
    public static Decision CoorganizerOnly(
        this Actor actor,
        long eventId,
        [CallerFilePath] string? file = null,
        [CallerMemberName] string? rule = null
    ) => Decision.AllowIf(actor.HasCoorganizerAccess(eventId), CoorganizerAccess, null, file, rule);

    /// <inheritdoc cref="StaffOnly" />
    public static Decision RegistrarOnly(
        this Actor actor,
        long eventId,
        [CallerFilePath] string? file = null,
        [CallerMemberName] string? rule = null
    ) => Decision.AllowIf(actor.HasRegistrarAccess(eventId), RegistrarAccess, null, file, rule);
}
