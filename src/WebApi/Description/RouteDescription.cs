using System.Text.Json;

namespace OpenEvent.WebApi.Description;

/// <summary>What a named route does, for the API description. JSON:API routes are described by their resources.</summary>
/// <param name="Summary">One line, in the third person.</param>
/// <param name="Request">An example of the request body. A member whose name ends with <c>?</c> is optional.</param>
/// <param name="Response">An example of the response body, in the same form; null if the response is not JSON, or any JSON.</param>
/// <param name="ContentType">The content type of the response.</param>
/// <param name="Query">The names of the query parameters; null if there are none.</param>
/// <param name="Name">The operation id: words in camel case, such as <c>copyEvent</c>. It never changes.</param>
internal sealed record RouteDescription(
    string Summary,
    JsonElement? Request = null,
    JsonElement? Response = null,
    string ContentType = "application/json",
    IReadOnlyList<string>? Query = null,
    string? Name = null
);
