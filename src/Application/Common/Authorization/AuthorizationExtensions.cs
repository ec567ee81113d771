using System.Runtime.CompilerServices;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Common;

/// <summary>The permissions that many use cases ask for.</summary>
internal static class AuthorizationExtensions
{
    /// <param name="file">Set by the compiler.</param>
    /// <param name="rule">Set by the compiler.</param>
    /// <exception cref="RejectedException">Unauthenticated or Forbidden.</exception>
    public static Grant RequireStaff(
        this IAuthorization authorization,
        [CallerFilePath] string? file = null,
        [CallerMemberName] string? rule = null
    ) => authorization.Require(authorization.Actor.StaffOnly(file, rule));

    /// <inheritdoc cref="RequireStaff" />
    public static Grant RequireCoorganizer(
        this IAuthorization authorization,
        long eventId,
        [CallerFilePath] string? file = null,
        [CallerMemberName] string? rule = null
    ) => authorization.Require(authorization.Actor.CoorganizerOnly(eventId, file, rule));
}
