using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.Endpoints.Pages;

/// <summary>The token of a link in an e-mail.</summary>
internal static class PageToken
{
    /// <summary>What is said of a link without a part that it needs.</summary>
    public const string IncompleteLink = "The link is incomplete. Open it again from the e-mail.";

    private const int MaxLength = 2048;

    /// <exception cref="RejectedException">Malformed.</exception>
    public static string Read(string? text) =>
        text is { Length: > 0 and <= MaxLength } ? text : throw RejectedException.Malformed(IncompleteLink, "token");

    /// <inheritdoc cref="Read" />
    public static string OfLink(HttpContext http) => Read(http.Request.Query["token"]);
}
