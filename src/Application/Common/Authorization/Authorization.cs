using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Common;

/// <summary>The authorization state of one request: the actor, and whether the command has checked its permission.</summary>
internal sealed class Authorization : IAuthorization
{
    public Actor Actor { get; private set; } = Actor.Anonymous;

    public bool WasChecked { get; private set; }

    /// <summary>
    /// The number of nested transactions: a use case that a generic handler sends runs inside the transaction of that handler.
    /// </summary>
    public int TransactionDepth { get; set; }

    public void SetActor(Actor actor)
    {
        Actor = actor;
        WasChecked = false;
    }

    public void Require(Decision decision) => RequireAt(decision, decision.Field is null ? null : $"/data/attributes/{decision.Field}");

    public void Require(Decision decision, string pointer) => RequireAt(decision, pointer);

    private void RequireAt(Decision decision, string? pointer)
    {
        WasChecked = true;
        if (decision.IsAllowed)
            return;
        var reason = decision.Reason ?? "Access Forbidden";
        throw Actor.IsSignedIn
            ? RejectedException.Forbidden(reason, pointer)
            : RejectedException.Unauthenticated($"Sign in first. {reason}");
    }

    public void AllowAnyone() => WasChecked = true;
}
