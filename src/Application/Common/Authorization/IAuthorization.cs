using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Common;

/// <summary>Where a command asks whether it may. A command that never asked cannot commit.</summary>
public interface IAuthorization
{
    Actor Actor { get; }

    /// <summary>Goes on if allowed, else refuses with the decision's reason.</summary>
    /// <exception cref="RejectedException">Forbidden, or unauthenticated where nobody is signed in.</exception>
    void Require(Decision decision);

    /// <summary>Says aloud that anyone may do this.</summary>
    void AllowAnyone();
}
