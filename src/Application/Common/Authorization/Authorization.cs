using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Common;

internal sealed class Authorization : IAuthorization
{
    public Actor Actor { get; private set; } = Actor.Anonymous;

    public bool WasChecked { get; private set; }

    /// <summary>How many units of work are open inside each other: a use case that a generic handler sends runs in its caller's.</summary>
    public int TransactionDepth { get; set; }

    public void SetActor(Actor actor)
    {
        Actor = actor;
        WasChecked = false;
    }

    public void Require(Decision decision)
    {
        WasChecked = true;
        if (decision.IsAllowed)
            return;
        var reason = decision.Reason ?? "Access Forbidden";
        throw Actor.IsSignedIn
            ? RejectedException.Forbidden(reason, decision.Field is null ? null : $"/data/attributes/{decision.Field}")
            : RejectedException.Unauthenticated($"Sign in first. {reason}");
    }

    public void AllowAnyone() => WasChecked = true;
}
