using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Identity;

/// <summary>What a user does with his own account.</summary>
internal static class SignInRequirement
{
    public static Decision Check(Actor actor) => Decision.AllowIf(actor.IsSignedIn, "This is about your own account.");

    /// <exception cref="RejectedException">Unauthenticated: the password was entered too long ago.</exception>
    public static void RequireFresh(Actor actor)
    {
        if (!actor.HasFreshToken)
            throw RejectedException.Unauthenticated("Fresh token required: enter your password again.");
    }
}
