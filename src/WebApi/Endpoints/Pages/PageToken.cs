using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.Endpoints.Pages;

/// <summary>The token of a link in an e-mail.</summary>
internal static class PageToken
{
    private const int MaxLength = 2048;

    /// <exception cref="RejectedException">Malformed.</exception>
    public static string Read(string? text) =>
        text is { Length: > 0 and <= MaxLength }
            ? text
            : throw RejectedException.Malformed("The link is incomplete. Open it again from the e-mail.", "token");

    /// <inheritdoc cref="Read" />
    public static string OfLink(HttpContext http) => Read(http.Request.Query["token"]);
}
