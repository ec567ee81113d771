using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Identity;

/// <summary>The requirement for actions on the own account.</summary>
internal static class SignInRequirement
{
    public static Decision Check(Actor actor) => Decision.AllowIf(actor.IsSignedIn, "Sign in to use your account.");

    /// <exception cref="RejectedException">Unauthenticated: the token was not issued after a password entry.</exception>
    public static void RequireFresh(Actor actor)
    {
        if (!actor.HasFreshToken)
            throw RejectedException.Unauthenticated("Fresh token required: enter your password again.");
    }

    /// <exception cref="RejectedException">Unauthenticated: the last password entry was too long ago, or not with this token.</exception>
    /// <param name="remedy">What the caller can do.</param>
    public static void RequireRecent(Actor actor, string remedy = "sign in again, or send your current password as password.")
    {
        if (!actor.HasRecentSignIn)
            throw RejectedException.Unauthenticated($"Fresh token required: {remedy}");
    }
}
