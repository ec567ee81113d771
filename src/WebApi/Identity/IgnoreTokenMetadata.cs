namespace OpenEvent.WebApi.Identity;

/// <summary>Marks an endpoint that takes no access token, so that a stale one does not keep people from signing in again.</summary>
internal sealed class IgnoreTokenMetadata;
