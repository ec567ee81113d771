namespace OpenEvent.WebApi.Hosting;

/// <summary>What became of a request with an access token.</summary>
internal enum AccessTokenOutcome
{
    Accepted,

    /// <summary>Well-formed, but unknown, expired or deleted.</summary>
    Unknown,

    /// <summary>Its checksum is wrong.</summary>
    Malformed,
}
