namespace OpenEvent.Application.Identity;

/// <summary>The kind of a token, its claim <c>type</c>.</summary>
public enum TokenKind
{
    Access,

    /// <summary>Can only be used to get a new access token.</summary>
    Refresh,
}
