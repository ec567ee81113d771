using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Application.Resources;
using OpenEvent.WebApi.JsonApi;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.AllRoutes;

/// <summary>Creates a valid request for any route: a URL with existing ids and a valid body.</summary>
internal static class SampleRequests
{
    public static string UrlOf(TwoTenantServer tenants, string route, ResourceRoute? resourceRoute, Tenant tenant)
    {
        var url = route;
        if (resourceRoute is not null)
        {
            if (url.StartsWith("/v1/alternate-emails/", StringComparison.Ordinal))
                return url.Replace("{key}", tenants.RowIdOf("user-email", tenant), StringComparison.Ordinal);
            var parent = Catalog(tenants).All.FirstOrDefault(r => $"{route}/".StartsWith($"/v1/{r.Path}/", StringComparison.Ordinal))?.Type
                ?? resourceRoute.Resource.Type;
            if (route.StartsWith("/v1/favourite-", StringComparison.Ordinal))
                parent = $"user-{route.Split('/')[2][..^1]}";
            return url.Replace("{key:long}", "{key}", StringComparison.Ordinal)
                .Replace("{badge}", $"badge-{tenant.Marker}", StringComparison.Ordinal)
                .Replace("{session:long}", tenant.RowIds["session"], StringComparison.Ordinal)
                .Replace("{key}", tenants.RowIdOf(parent, tenant), StringComparison.Ordinal)
                .Replace("/shared-scripts/{code}", $"/shared-scripts/{tenant.RowIds["share-code"]}", StringComparison.Ordinal)
                .Replace("{code}", (resourceRoute.Resource.Type == "access-code" ? "A-" : "D-") + tenant.Marker, StringComparison.Ordinal)
                .Replace("{formId}", tenant.Marker, StringComparison.Ordinal);
        }

        if (url == "/v1/badge-forms/print-badge-pdf")
            return $"{url}?attendee_id={tenant.RowIds.GetValueOrDefault("attendee", "1")}";
        var order = tenant.RowIds.GetValueOrDefault("order-identifier", "none");
        return System.Text.RegularExpressions.Regex.Replace(url, @"\{([^}:]+)[^}]*\}", parameter => parameter.Groups[1].Value switch
            {
                "key"
                    when url.Contains("/events/invoices/", StringComparison.Ordinal)
                        || url.Contains("/event-invoices/", StringComparison.Ordinal) => tenant.RowIds["event-invoice"],
                "key" when url.Contains("/stats/event/", StringComparison.Ordinal) => tenant.EventId,
                "key" when url.StartsWith("/v1/user-check-in/{key}/", StringComparison.Ordinal) => tenant.RowIds["user_check_in"],
                "key" when url.Contains("/stations/", StringComparison.Ordinal) => tenant.RowIds["station"],
                "key" or "stream" when url.StartsWith("/v1/video-streams/", StringComparison.Ordinal) => tenant.RowIds["video-stream"],
                "key" when url.StartsWith("/v1/video-stream-moderators/", StringComparison.Ordinal) => tenant.RowIds[
                    "video-stream-moderator"
                ],
                "room" => tenant.RowIds["microlocation"],
                "id" when url.StartsWith("/v1/sessions/", StringComparison.Ordinal) => tenant.RowIds["session"],
                "ev" or "event" or "eventId" or "key" when url.Contains("/events/", StringComparison.Ordinal) => tenant.EventId,
                "ev" when url.StartsWith("/e/", StringComparison.Ordinal) => tenant.EventId,
                "stream" when url.StartsWith("/e/", StringComparison.Ordinal) => tenant.RowIds["video-stream"],
                "group" => tenant.RowIds["group"],
                "id" when url.Contains("/group-role-invites/", StringComparison.Ordinal) => tenant.RowIds["users-groups-role"],
                "id" when url.Contains("/speaker-invites/", StringComparison.Ordinal) => tenant.RowIds["speaker-invite"],
                "key" when url.StartsWith("/v1/tickets/{key:long}/", StringComparison.Ordinal) => tenant.RowIds["ticket"],
                "key" when url.StartsWith("/v1/tickets/{key}/", StringComparison.Ordinal) => tenant.RowIds["ticket"],
                "id" or "key" when url.Contains("/role-invites/", StringComparison.Ordinal) => tenant.RowIds["role-invite"],
                "task" => tenant.RowIds["task"],
                "name" when url.Contains("/lab/devices/", StringComparison.Ordinal) => "main",
                "id" or "key" when url.StartsWith("/v1/lab/scripts/", StringComparison.Ordinal) => tenant.RowIds["lab-script"],
                "id" or "key" when url.StartsWith("/v1/lab/runs/", StringComparison.Ordinal) => tenant.RowIds["lab-run"],
                "id" or "key" when url.StartsWith("/v1/lab/classes/", StringComparison.Ordinal) => tenant.RowIds["lab-class"],
                "code" when url.StartsWith("/v1/lab/shared-scripts/", StringComparison.Ordinal) => tenant.RowIds["share-code"],
                "id" or "attendeeId" or "attendee" when url.Contains("attendees/", StringComparison.Ordinal) =>
                    tenant.RowIds.GetValueOrDefault("attendee", "1"),
                _ => order,
            });
    }

    public static JsonNode? BodyOf(TwoTenantServer tenants, string method, string route, ResourceRoute? resourceRoute, Tenant tenant)
    {
        if (method is "GET" or "DELETE" && resourceRoute?.Relationship is null)
            return null;
        if (resourceRoute is null)
            return PlainBodies.For(route, tenant);
        var type = resourceRoute.Resource.Type;
        return resourceRoute.Operation switch
        {
            "create" => Create(tenants, resourceRoute.Resource, tenant),
            "update" => JsonApiDocument.Of(
                type,
                tenants.RowIdOf(type, tenant),
                SampleAttributes.ChangeFor(type, tenant.Marker + "-changed")
            ),
            "replace" or "add" or "remove" => new JsonObject { ["data"] = LinkageOf(tenants, resourceRoute.Relationship!, tenant) },
            _ => null,
        };
    }

    private static JsonObject Create(TwoTenantServer tenants, Resource resource, Tenant tenant)
    {
        var links = resource
            .AllRelationships.Where(r => r is { IsRequired: true, IsReadOnly: false, TargetResource: not null })
            .Select(r =>
                (
                    r.Name,
                    r.TargetResource!.Type,
                    r.TargetResource.Type == "role" ? (resource.Type == "users-groups-role" ? "2" : "5")
                    : r.Name == "ticket-holder" ? tenant.RowIds["guest"]
                    : tenants.RowIdOf(r.TargetResource.Type, tenant)
                )
            );
        if (resource.Type is "discount-code" or "video-stream")
            links = links.Append(("event", "event", tenant.EventId));
        if (resource.Type is "service-account")
            links = links.Concat([("event", "event", tenant.EventId), ("role", "role", "7")]);
        return JsonApiDocument.Of(resource.Type, null, SampleAttributes.For(resource.Type, tenant.Marker + "-new"), [.. links]);
    }

    private static ResourceCatalog Catalog(TwoTenantServer tenants) => tenants.Server.App.Services.GetRequiredService<ResourceCatalog>();

    private static JsonNode? LinkageOf(TwoTenantServer tenants, Relationship relationship, Tenant tenant)
    {
        var type = relationship.TargetResource!.Type;
        var identifier = JsonApiDocument.Identifier(type, tenants.RowIdOf(type, tenant));
        return relationship.IsToMany ? new JsonArray(identifier) : identifier;
    }
}
