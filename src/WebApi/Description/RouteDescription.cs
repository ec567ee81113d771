namespace OpenEvent.WebApi.Description;

/// <summary>What a named route does, for the API's description. Generated routes are described by their declarations.</summary>
/// <param name="Summary">One line.</param>
/// <param name="RequestExample">An example of the request, in JSON; a member whose name ends with <c>?</c> may be left out.</param>
/// <param name="ResponseExample">An example of the answer, in JSON; null where it is no JSON.</param>
/// <param name="ContentType">The answer's content type.</param>
/// <param name="QueryParameters">The names of the query parameters.</param>
internal sealed record RouteDescription(
    string Summary,
    string? RequestExample = null,
    string? ResponseExample = null,
    string ContentType = "application/json",
    params string[] QueryParameters
);

/// <summary>Describes a route where it is mapped.</summary>
internal static class RouteDescriptions
{
    public static TBuilder Describe<TBuilder>(
        this TBuilder route,
        string summary,
        string? requestExample = null,
        string? responseExample = null,
        string contentType = "application/json",
        params string[] queryParameters
    )
        where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new RouteDescription(summary, requestExample, responseExample, contentType, queryParameters));
}
