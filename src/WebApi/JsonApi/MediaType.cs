using Microsoft.Net.Http.Headers;
using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.JsonApi;

/// <summary>Content negotiation as JSON:API and the reference want it (<c>spec/openevent/behaviours.md</c> §10).</summary>
internal static class MediaType
{
    public const string JsonApi = "application/vnd.api+json";

    /// <summary>The Accept header must admit JSON:API; none at all and wildcards do.</summary>
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

    /// <summary>A body must be exactly JSON:API, without parameters.</summary>
    public static bool IsBodyAccepted(HttpRequest request) =>
        string.Equals(request.ContentType?.Trim(), JsonApi, StringComparison.OrdinalIgnoreCase);

    /// <summary>Answers 406 or 415 before anything else is looked at.</summary>
    /// <returns>null where the request may go on.</returns>
    public static (int Status, Problem Problem)? FindProblem(HttpRequest request, bool takesBody)
    {
        if (takesBody && !IsBodyAccepted(request))
            return (
                StatusCodes.Status415UnsupportedMediaType,
                new Problem($"Content-Type header must be {JsonApi}.", Title: "Unsupported Media Type")
            );
        return IsAccepted(request)
            ? null
            : (StatusCodes.Status406NotAcceptable, new Problem($"Accept header must admit {JsonApi}.", Title: "Not Acceptable"));
    }
}
