using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Common;

internal sealed class Gate : IGate
{
    public Actor Actor { get; private set; } = Actor.Anonymous;

    public bool WasAsked { get; private set; }

    /// <summary>How many units of work are open inside each other: a use case that a generic handler sends runs in its caller's.</summary>
    public int Depth { get; set; }

    public void Admit(Actor actor)
    {
        Actor = actor;
        WasAsked = false;
    }

    public void Require(Decision decision)
    {
        WasAsked = true;
        if (decision.Allowed)
            return;
        var reason = decision.Reason ?? "Access Forbidden";
        throw Actor.IsSignedIn
            ? Refused.Forbidden(reason, decision.Field is null ? null : $"/data/attributes/{decision.Field}")
            : Refused.Unauthenticated($"Sign in first. {reason}");
    }

    public void OpenToAnyone() => WasAsked = true;
}
