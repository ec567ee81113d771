using Microsoft.AspNetCore.Http.Metadata;
using OpenEvent.Application.Resources;

namespace OpenEvent.WebApi.Identity;

/// <summary>
/// The requests whose policies may ask for the caller's classes of the lab: those to routes of the lab, and those to other resources that
/// name a relationship that leads there, e.g. <c>GET /v1/users/1?include=lab-runs</c>.
/// </summary>
internal sealed class LabRequests(ResourceCatalog catalog)
{
    private const string Folder = "lab/";

    /// <summary>The groups of the lab's routes in the API description.</summary>
    private static readonly string[] Tags = ["Lab", Endpoints.LegacyLabEndpoints.Tag];

    private readonly string[] _relationships =
    [
        .. catalog
            .All.Where(r => !IsLab(r))
            .SelectMany(r => r.AllRelationships)
            .Where(r => r.TargetResource is { } target && IsLab(target))
            .Select(r => r.Name)
            .Distinct(),
    ];

    public bool Contains(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "";
        return path.Contains($"/{Folder}", StringComparison.OrdinalIgnoreCase)
            || http.GetEndpoint()?.Metadata.GetMetadata<ITagsMetadata>()?.Tags.Any(Tags.Contains) == true
            || NamesRelationship(path)
            || NamesRelationship(http.Request.QueryString.Value ?? "");
    }

    /// <summary>Clients may write a name with dashes or underscores, and may escape it in JSON.</summary>
    private bool NamesRelationship(string text)
    {
        if (text.Length == 0)
            return false;
        var plain = Uri.UnescapeDataString(text).Replace('_', '-');
        return plain.Contains('\\', StringComparison.Ordinal)
            || _relationships.Any(name => plain.Contains(name, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsLab(Resource resource) => resource.Path.StartsWith(Folder, StringComparison.Ordinal);
}
