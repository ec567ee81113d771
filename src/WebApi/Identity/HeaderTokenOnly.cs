namespace OpenEvent.WebApi.Identity;

/// <summary>
/// Marks an endpoint that ignores the session cookie: a GET that starts something. A browser sends the cookie with links of other sites.
/// </summary>
internal sealed class HeaderTokenOnly;
