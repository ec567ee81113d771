using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Application.Resources;
using OpenEvent.WebApi.JsonApi;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Proof;

/// <summary>A sensible request for any route: the right ids in the URL and a body that would be accepted.</summary>
internal static class Requests
{
    public static string UrlOf(ProvingGround ground, string route, Surface? surface, Tenant tenant)
    {
        var url = route;
        if (surface is not null)
        {
            var parent = Catalog(ground).All.FirstOrDefault(r => $"{route}/".StartsWith($"/v1/{r.Path}/", StringComparison.Ordinal))?.Type
                ?? surface.Resource.Type;
            return url.Replace("{key:long}", "{key}", StringComparison.Ordinal)
                .Replace("{session:long}", tenant.Rows["session"], StringComparison.Ordinal)
                .Replace("{key}", ground.RowOf(parent, tenant), StringComparison.Ordinal)
                .Replace("{code}", (surface.Resource.Type == "access-code" ? "A-" : "D-") + tenant.Mark, StringComparison.Ordinal)
                .Replace("{formId}", tenant.Mark, StringComparison.Ordinal);
        }

        var order = tenant.Rows.GetValueOrDefault("order-identifier", "none");
        return System.Text.RegularExpressions.Regex.Replace(url, @"\{([^}:]+)[^}]*\}", parameter => parameter.Groups[1].Value switch
            {
                "key"
                    when url.Contains("/events/invoices/", StringComparison.Ordinal)
                        || url.Contains("/event-invoices/", StringComparison.Ordinal) => tenant.Rows["event-invoice"],
                "key" when url.Contains("/stats/event/", StringComparison.Ordinal) => tenant.EventId,
                "key" when url.StartsWith("/v1/user-check-in/{key}/", StringComparison.Ordinal) => tenant.Rows["user_check_in"],
                "key" when url.Contains("/stations/", StringComparison.Ordinal) => tenant.Rows["station"],
                "ev" or "event" or "eventId" or "key" when url.Contains("/events/", StringComparison.Ordinal) => tenant.EventId,
                "key" when url.StartsWith("/v1/tickets/{key}/", StringComparison.Ordinal) => tenant.Rows["ticket"],
                "id" or "key" when url.Contains("/role-invites/", StringComparison.Ordinal) => tenant.Rows["role-invite"],
                "name" when url.Contains("/lab/devices/", StringComparison.Ordinal) => "main",
                "id" or "attendeeId" or "attendee" when url.Contains("attendees/", StringComparison.Ordinal) =>
                    tenant.Rows.GetValueOrDefault("attendee", "1"),
                _ => order,
            });
    }

    public static JsonNode? BodyOf(ProvingGround ground, string method, string route, Surface? surface, Tenant tenant)
    {
        if (method is "GET" or "DELETE" && surface?.Relationship is null)
            return null;
        if (surface is null)
            return PlainBodies.Of(route, tenant);
        var type = surface.Resource.Type;
        return surface.Verb switch
        {
            "create" => Create(ground, surface.Resource, tenant),
            "update" => Document.Of(type, ground.RowOf(type, tenant), Samples.Change(type, tenant.Mark + "-changed")),
            "replace" or "add" or "remove" => new JsonObject { ["data"] = LinkageOf(ground, surface.Relationship!, tenant) },
            _ => null,
        };
    }

    private static JsonObject Create(ProvingGround ground, Resource resource, Tenant tenant)
    {
        var links = resource
            .AllRelationships.Where(r => r is { IsRequired: true, IsReadOnly: false, TargetResource: not null })
            .Select(r =>
                (
                    r.Name,
                    r.TargetResource!.Type,
                    r.TargetResource.Type == "role" ? "5"
                    : r.Name == "ticket-holder" ? tenant.Rows["guest"]
                    : ground.RowOf(r.TargetResource.Type, tenant)
                )
            );
        if (resource.Type == "discount-code")
            links = links.Append(("event", "event", tenant.EventId));
        return Document.Of(resource.Type, null, Samples.Of(resource.Type, tenant.Mark + "-new"), [.. links]);
    }

    private static ResourceCatalog Catalog(ProvingGround ground) => ground.Server.App.Services.GetRequiredService<ResourceCatalog>();

    private static JsonNode? LinkageOf(ProvingGround ground, Relationship relationship, Tenant tenant)
    {
        var type = relationship.TargetResource!.Type;
        var identifier = Document.Identifier(type, ground.RowOf(type, tenant));
        return relationship.IsToMany ? new JsonArray(identifier) : identifier;
    }
}
