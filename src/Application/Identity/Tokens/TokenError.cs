namespace OpenEvent.Application.Identity;

/// <summary>The reason why a text is not a valid token.</summary>
public enum TokenError
{
    /// <summary>The text does not have the format of a token.</summary>
    Malformed,

    /// <summary>The signature was not made with this server's key, or the header names another algorithm.</summary>
    InvalidSignature,

    Expired,

    NotYetValid,
}
