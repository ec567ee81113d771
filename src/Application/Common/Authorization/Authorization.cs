using System.Diagnostics.CodeAnalysis;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Common;

/// <summary>
/// The authorization state of one scope: the actor, whether the command has checked its permission, and what it may write.
/// </summary>
internal sealed class Authorization(WriteSet writes, PendingRejection pending) : IAuthorization
{
    public Actor Actor { get; private set; } = Actor.Anonymous;

    public bool WasChecked { get; private set; }

    public bool IsServer => writes.IsServer;

    /// <summary>
    /// The number of nested transactions: a use case that a generic handler sends runs inside the transaction of that handler.
    /// </summary>
    public int TransactionDepth { get; set; }

    /// <summary>
    /// Makes the server itself the actor of this scope, for background jobs, outbox consumers and startup. A scope without a request and
    /// without this call is anonymous.
    /// </summary>
    public void EnterServer()
    {
        writes.IsServer = true;
        SetActor(Actor.Server);
    }

    public void SetActor(Actor actor)
    {
        Actor = actor;
        writes.Actor = actor;
        WasChecked = false;
    }

    /// <summary>Forgets the grants of earlier commands and attempts.</summary>
    public void ClearGrants() => writes.Clear();

    public Grant Require(Decision decision) => RequireAt(decision, decision.Field is null ? null : $"/data/attributes/{decision.Field}");

    public Grant Require(Decision decision, string pointer) => RequireAt(decision, pointer);

    public void RequireSignIn(string reason)
    {
        if (!Actor.IsSignedIn && !Actor.IsStaff)
            Deny(Decision.Deny(reason), pointer: null);
    }

    public Grant AllowAnyone() => CreateGrant();

    public Grant RequireDecision() =>
        WasChecked || IsServer ? CreateGrant() : throw new InvalidOperationException("The use case has not checked its permission yet.");

    public Grant AsServer() =>
        IsServer ? CreateGrant() : throw new InvalidOperationException("Only the server itself runs this, not a request.");

    private Grant RequireAt(Decision decision, string? pointer)
    {
        if (!decision.IsAllowed)
            Deny(decision, pointer);
        return CreateGrant();
    }

    [DoesNotReturn]
    private void Deny(Decision decision, string? pointer)
    {
        WasChecked = true;
        var reason = decision.Reason ?? "Access Forbidden";
        throw Actor.IsSignedIn
            ? new RejectedException(
                RejectionKind.Forbidden,
                [
                    new Problem(
                        reason,
                        pointer,
                        Code: decision.Code,
                        Policy: decision.Policy,
                        Rule: decision.Policy is null ? null : decision.Rule
                    ),
                ]
            )
            : RejectedException.SignInFirst(reason);
    }

    private Grant CreateGrant()
    {
        WasChecked = true;
        pending.ThrowIfSet();
        return new Grant(writes);
    }
}
