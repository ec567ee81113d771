using OpenEvent.Application.Lab;
using OpenEvent.Application.Resources;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.Identity;

/// <summary>
/// The requests whose policies may ask for the caller's classes of the lab: those to endpoints that say so, those to resources of the
/// module Lab and to relationships that lead there, and those to other resources that name such a relationship, e.g.
/// <c>GET /v1/users/1?include=lab-runs</c>.
/// </summary>
internal sealed class LabRequests(ResourceCatalog catalog)
{
    private static readonly string Module = typeof(LabRuns).Namespace!.Split('.')[^1];

    private readonly string[] _relationships =
    [
        .. catalog.All.Where(r => !IsLab(r)).SelectMany(r => r.AllRelationships).Where(LeadsToLab).Select(r => r.Name).Distinct(),
    ];

    public bool Contains(HttpContext http)
    {
        var metadata = http.GetEndpoint()?.Metadata;
        return metadata?.GetMetadata<ReadsLabClasses>() is not null
            || (
                metadata?.GetMetadata<ResourceRoute>() is { } route
                && (IsLab(route.Resource) || IsLab(route.Owner) || LeadsToLab(route.Relationship))
            )
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

    private static bool IsLab(Resource? resource) => resource?.Module == Module;

    private static bool LeadsToLab(Relationship? relationship) => relationship?.TargetResource is { } target && IsLab(target);
}
