using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Common;

/// <summary>
/// Checks permissions, and holds what they allow to write. A command must call <see cref="Require(Decision)"/>, <see cref="AllowAnyone"/>
/// or <see cref="AsServer"/>, or else it is not committed. What the returned <see cref="Grant"/> does not name is not saved.
/// </summary>
public interface IAuthorization
{
    Actor Actor { get; }

    /// <summary>Returns the grant of the decision if it allows the action, else throws with the decision's reason.</summary>
    /// <exception cref="RejectedException">
    /// Forbidden, or Unauthenticated if the actor is not signed in. If the action is allowed: what is wrong with the content of the
    /// request.
    /// </exception>
    Grant Require(Decision decision);

    /// <inheritdoc cref="Require(Decision)" />
    /// <param name="pointer">The place in the request document that the decision is about.</param>
    Grant Require(Decision decision, string pointer);

    /// <summary>
    /// Rejects callers who are not signed in, before the row is looked up on which the permission depends. It is not the decision of the
    /// request and grants nothing.
    /// </summary>
    /// <exception cref="RejectedException">Unauthenticated.</exception>
    void RequireSignIn(string reason);

    /// <summary>Declares that everyone may cause these writes, e.g. because a secret token or the payment provider decides.</summary>
    Grant AllowAnyone();

    /// <summary>
    /// Returns a grant for what follows from the decision that the use case has made, for services that several use cases share: e.g. the
    /// order that is completed records its payment.
    /// </summary>
    /// <exception cref="InvalidOperationException">No decision was made, and the server does not act by itself.</exception>
    Grant RequireDecision();

    /// <summary>Declares that only the server itself runs this, in a background job, an outbox consumer or at startup.</summary>
    /// <exception cref="InvalidOperationException">A request runs it.</exception>
    Grant AsServer();
}
