using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Common;

internal sealed class Gate : IGate
{
    public Actor Actor { get; private set; } = Actor.Anonymous;

    public bool WasAsked { get; private set; }

    public void Admit(Actor actor)
    {
        Actor = actor;
        WasAsked = false;
    }

    public void Require(Decision decision)
    {
        WasAsked = true;
        if (decision.Allowed) return;
        var reason = decision.Reason ?? "Access Forbidden";
        throw Actor.IsSignedIn
            ? Refused.Forbidden(reason, decision.Field is null ? null : $"/data/attributes/{decision.Field}")
            : Refused.Unauthenticated($"Sign in first. {reason}");
    }

    public void OpenToAnyone() => WasAsked = true;
}
