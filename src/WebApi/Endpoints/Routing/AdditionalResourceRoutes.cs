using System.Globalization;
using System.Text.Json;
using MediatR;
using OpenEvent.Application.Identity;
using OpenEvent.Application.Lab;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Lab;
using OpenEvent.Domain.Platform;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>
/// JSON:API routes that do not follow from a resource's declaration, one line each: operations, path, rows. The policy of the resource
/// decides who may use them, as for every JSON:API route.
/// </summary>
internal sealed partial class AdditionalResourceRoutes
{
    private readonly ResourceEndpoints _endpoints;
    private readonly ResourceCatalog _catalog;
    private readonly TimeProvider _clock;

    private AdditionalResourceRoutes(ResourceEndpoints endpoints, ResourceCatalog catalog, TimeProvider clock)
    {
        _endpoints = endpoints;
        _catalog = catalog;
        _clock = clock;
    }

    public static void Map(ResourceEndpoints endpoints, ResourceCatalog catalog, TimeProvider clock) =>
        new AdditionalResourceRoutes(endpoints, catalog, clock).Map();

    private void Map()
    {
        MapIdentity();
        MapEvents();
        MapProgram();
        MapTicketing();
        MapPlatform();
        MapLab();
    }

    private void MapIdentity()
    {
        // These paths differ from the path of the type.
        List("/v1/admin/user-emails", _ => new AllRowsScope<UserEmail>(_catalog.Of<UserEmail>()));
        GetUpdateDelete("/v1/alternate-emails/{key}/user", Related<UserEmail, User>("user"));

        // It creates an account, as POST /v1/users does, and gives no role at the event.
        Create<User>("/v1/events/{key}/organizers");
    }

    private void MapPlatform()
    {
        // These types have one row.
        GetUpdateDelete("/v1/settings", OnlyRow<Setting>);
        Get("/v1/admin/statistics/events", OnlyRow<AdminStatisticsEvent>);
        Get("/v1/admin/statistics/groups", OnlyRow<AdminStatisticsGroup>);
        Get("/v1/admin/statistics/mails", OnlyRow<AdminStatisticsMail>);
        Get("/v1/admin/statistics/sessions", OnlyRow<AdminStatisticsSession>);
        Get("/v1/admin/statistics/users", OnlyRow<AdminStatisticsUser>);
    }

    private void MapLab() =>
        Get("/v1/lab/shared-scripts/{code}", http => (ResourceScope<LabScript>)new SharedScriptScope(GetText(http, "code")));

    private void Get<T>(string path, Func<HttpContext, ResourceScope<T>> row)
        where T : Entity => _endpoints.MapNamedOne(path, _catalog.Of<T>(), row);

    /// <summary>Maps what the type of the row has of the three methods.</summary>
    /// <param name="preflight">A request that is sent before the others.</param>
    private void GetUpdateDelete<T>(
        string path,
        Func<HttpContext, ResourceScope<T>> row,
        Func<HttpContext, IRequest<Unit>>? preflight = null
    )
        where T : Entity
    {
        _endpoints.MapNamedOne(path, _catalog.Of<T>(), row, preflight);
        _endpoints.MapNamedWrites(path, _catalog.Of<T>(), row, preflight);
    }

    private void Linkage<T, TTarget>(string path, string relationship)
        where T : Entity
        where TTarget : Entity
    {
        var owner = _catalog.Of<T>();
        _endpoints.MapLinkage(path, owner, (Relationship<T, TTarget>)owner.FindRelationship(relationship)!);
    }

    private void List<T>(string path, Func<HttpContext, ResourceScope<T>> rows)
        where T : Entity => _endpoints.MapNamedList(path, _catalog.Of<T>(), rows);

    /// <param name="check">See <see cref="ResourceEndpoints.MapNamedCreate{T}"/>.</param>
    private void Create<T>(string path, Func<HttpContext, JsonElement, IRequest<Unit>>? check = null)
        where T : Entity => _endpoints.MapNamedCreate(path, _catalog.Of<T>(), check);

    private static RequireOwnUrl OwnUrl(HttpContext http, JsonElement document) => new(GetKey(http));

    /// <param name="parent">The relationship to the parent, which has the name of the parent's type.</param>
    private void CreateUnder<T>(string path, string parent)
        where T : Entity => _endpoints.MapNestedCreate(path, _catalog.Of<T>(), parent, parent);

    private static OnlyRowScope<T> OnlyRow<T>(HttpContext http)
        where T : Entity => new();

    /// <summary>The rows that a relationship of the parent leads to. The path names the parent.</summary>
    private Func<HttpContext, ResourceScope<T>> Related<TParent, T>(string relationship)
        where TParent : Entity
        where T : Entity
    {
        var parents = _catalog.Of<TParent>();
        var related = (Relationship<TParent, T>)parents.FindRelationship(relationship)!;
        return http => new RelatedScope<TParent, T>(parents, related, GetKey(http));
    }

    private static ResourceKey GetKey(HttpContext http) => new((string)http.Request.RouteValues["key"]!);

    private static long GetId(HttpContext http, string name) =>
        long.Parse((string)http.Request.RouteValues[name]!, CultureInfo.InvariantCulture);

    /// <exception cref="RejectedException">NotFound: no row can have this text.</exception>
    private static string GetText(HttpContext http, string name) =>
        http.Request.RouteValues[name] is string { Length: <= 200 } text && !text.Contains('\0', StringComparison.Ordinal)
            ? text
            : throw RejectedException.NotFound(name, "of that name");
}
