using Microsoft.Net.Http.Headers;
using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.JsonApi;

/// <summary>Content negotiation: docs/reference/json-api-dialect.md#content-negotiation.</summary>
internal static class MediaType
{
    public const string JsonApi = "application/vnd.api+json";

    /// <summary>Whether the <c>Accept</c> header includes JSON:API. A missing header and wildcards do.</summary>
    public static bool IsAccepted(HttpRequest request)
    {
        var accept = request.Headers.Accept;
        if (accept.Count == 0 || (accept.Count == 1 && (accept[0] is null or "" or "*/*" or JsonApi)))
            return true;
        if (!MediaTypeHeaderValue.TryParseList(accept.ToArray()!, out var types))
            return false;
        foreach (var type in types)
        {
            if (type.Quality == 0)
                continue;
            if (type.MatchesAllTypes || type.MediaType == "application/*")
                return true;
            if (type.MediaType.Equals(JsonApi, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>Whether the <c>Content-Type</c> is the JSON:API media type without parameters.</summary>
    public static bool IsBodyAccepted(HttpRequest request) =>
        string.Equals(request.ContentType?.Trim(), JsonApi, StringComparison.OrdinalIgnoreCase);

    /// <summary>Checks the media types of a request.</summary>
    /// <returns>The status 406 or 415 with its error, or null if the request is acceptable.</returns>
    public static (int Status, Problem Problem)? FindProblem(HttpRequest request, bool takesBody)
    {
        if (takesBody && !IsBodyAccepted(request))
            return (
                StatusCodes.Status415UnsupportedMediaType,
                new Problem($"Content-Type header must be {JsonApi}.", Title: "Unsupported Media Type")
            );
        return IsAccepted(request)
            ? null
            : (StatusCodes.Status406NotAcceptable, new Problem($"Accept header must include {JsonApi}.", Title: "Not Acceptable"));
    }
}
