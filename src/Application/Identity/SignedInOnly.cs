using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Identity;

/// <summary>What a user does with his own account.</summary>
internal static class SignedInOnly
{
    public static Decision Decide(Actor actor) => Decision.When(actor.IsSignedIn, "This is about your own account.");

    /// <exception cref="Refused">Unauthenticated: the password was entered too long ago.</exception>
    public static void RequireFresh(Actor actor)
    {
        if (!actor.IsFresh)
            throw Refused.Unauthenticated("Fresh token required: enter your password again.");
    }
}
