namespace OpenEvent.WebApi.Identity;

/// <summary>Marks an endpoint that ignores access tokens, so that users with an expired token can sign in again.</summary>
internal sealed class IgnoreTokenMetadata;
