namespace OpenEvent.Application.Identity;

public enum TokenKind
{
    Access,

    /// <summary>Good for nothing but a new access token.</summary>
    Refresh,
}
