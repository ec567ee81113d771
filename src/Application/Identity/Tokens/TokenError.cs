namespace OpenEvent.Application.Identity;

/// <summary>Why a text is no valid token.</summary>
public enum TokenError
{
    /// <summary>It has not the form of a token.</summary>
    Malformed,

    /// <summary>Its signature is not ours, or it names another algorithm.</summary>
    InvalidSignature,

    Expired,

    NotYetValid,
}
