namespace OpenEvent.Application.Identity;

/// <summary>Why a text is no valid token.</summary>
public enum TokenFault
{
    /// <summary>It is not a token of ours in form, or names another algorithm.</summary>
    Malformed,

    /// <summary>Its signature is not ours.</summary>
    Forged,

    Expired,

    NotYetValid,
}
