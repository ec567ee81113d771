using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Common;

/// <summary>
/// Checks permissions. A command must call <see cref="Require(Decision)"/> or <see cref="AllowAnyone"/>, or else it is not committed.
/// </summary>
public interface IAuthorization
{
    Actor Actor { get; }

    /// <summary>Returns if the decision allows the action, else throws with the decision's reason.</summary>
    /// <exception cref="RejectedException">Forbidden, or Unauthenticated if the actor is not signed in.</exception>
    void Require(Decision decision);

    /// <inheritdoc cref="Require(Decision)" />
    /// <param name="pointer">The place in the request document that the decision is about.</param>
    void Require(Decision decision, string pointer);

    /// <summary>Declares that everyone may run this command.</summary>
    void AllowAnyone();
}
