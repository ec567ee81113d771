namespace OpenEvent.WebApi.Description;

/// <summary>What a named route does, for the API's description. Generated routes are described by their declarations.</summary>
/// <param name="Summary">One line.</param>
/// <param name="Body">An example of the request, in JSON; a member whose name ends with <c>?</c> may be left out.</param>
/// <param name="Answer">An example of the answer, in JSON; null where it is no JSON.</param>
/// <param name="Type">The answer's content type.</param>
/// <param name="Query">The names of the query parameters.</param>
internal sealed record Described(
    string Summary,
    string? Body = null,
    string? Answer = null,
    string Type = "application/json",
    params string[] Query
);

/// <summary>Describes a route where it is mapped.</summary>
internal static class DescribedRoutes
{
    public static TBuilder Says<TBuilder>(
        this TBuilder route,
        string summary,
        string? body = null,
        string? answer = null,
        string type = "application/json",
        params string[] query
    )
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new Described(summary, body, answer, type, query));
}
