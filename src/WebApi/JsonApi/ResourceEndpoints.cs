using System.Text.Json;
using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.JsonApi;

/// <summary>Maps the JSON:API routes of every declared resource.</summary>
internal sealed class ResourceEndpoints(IEndpointRouteBuilder app) : IResourceVisitor, IRelationshipVisitor
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public void Visit<T>(Resource<T> resource)
        where T : Entity
    {
        var (list, one) = ($"/v1/{resource.Path}", $"/v1/{resource.Path}/{{key}}");
        if (resource.IsListed)
            Map(Reading, list, new Surface(resource, "list"), http => ListAsync(http, resource, null));
        if (resource.CanCreate)
            Map(
                [HttpMethods.Post],
                list,
                new Surface(resource, "create"),
                http => CreateAsync(http, resource),
                resource.Preparing is null
                    ? null
                    : http => PrepareAsync(http, async () => new PrepareCreate<T>(await DocumentReader.ReadAsync(http)))
            );
        Map(Reading, one, new Surface(resource, "get"), http => GetAsync(http, resource, KeyOf(http), null));
        if (resource.CanUpdate)
            Map(
                [HttpMethods.Patch],
                one,
                new Surface(resource, "update"),
                http => UpdateAsync(http, resource, KeyOf(http)),
                resource.Preparing is null
                    ? null
                    : http => PrepareAsync(http, async () => new PrepareUpdate<T>(KeyOf(http), await DocumentReader.ReadAsync(http)))
            );
        if (resource.CanDelete)
            Map([HttpMethods.Delete], one, new Surface(resource, "delete"), http => DeleteAsync(http, resource, KeyOf(http)));
        resource.AcceptRelationships(this);
    }

    public void Visit<T, TTarget>(Resource<T> owner, Relationship<T, TTarget> relationship)
        where T : Entity
        where TTarget : Entity
    {
        var (related, self) = (
            $"/v1/{owner.Path}/{{key}}/{relationship.Name}",
            $"/v1/{owner.Path}/{{key}}/relationships/{relationship.Name}"
        );
        var target = relationship.Target;
        Map(Reading, related, new Surface(owner, "related", relationship), http =>
        {
            var scope = new RelatedScope<T, TTarget>(owner, relationship, KeyOf(http));
            return relationship.IsToMany ? ListAsync(http, target, scope) : GetAsync(http, target, null, scope);
        });
        Map(Reading, self, new Surface(owner, "linkage", relationship), http => LinkageAsync(http, owner, relationship));
        if (!relationship.IsLinkable)
            return;
        if (owner.CanUpdate)
            Map([HttpMethods.Patch], self, new Surface(owner, "replace", relationship), http =>
                LinkAsync(http, owner, relationship, LinkVerb.Replace)
            );
        if (relationship.IsRequired || !owner.CanUpdate)
            return;
        Map([HttpMethods.Post], self, new Surface(owner, "add", relationship), http => LinkAsync(http, owner, relationship, LinkVerb.Add));
        Map([HttpMethods.Delete], self, new Surface(owner, "remove", relationship), http =>
            LinkAsync(http, owner, relationship, LinkVerb.Remove)
        );
    }

    /// <summary>A list of a declared type under a route of its own.</summary>
    public void MapNamedList<T>(string route, Resource<T> resource, Func<HttpContext, Scope<T>> scope)
        where T : Entity => Map(Reading, route, new Surface(resource, "list"), http => ListAsync(http, resource, scope(http)));

    /// <summary>One row of a declared type under a route of its own.</summary>
    public void MapNamedOne<T>(string route, Resource<T> resource, Func<HttpContext, Scope<T>> scope)
        where T : Entity => Map(Reading, route, new Surface(resource, "get"), http => GetAsync(http, resource, null, scope(http)));

    /// <summary>Changes and deletes the one row that an URL names by its parent; who may is said by the row's own policy.</summary>
    public void MapNamedWrites<T>(string route, Resource<T> resource, Func<HttpContext, Scope<T>> scope)
        where T : Entity
    {
        Map(
            [HttpMethods.Patch],
            route,
            new Surface(resource, "update"),
            async http => await UpdateAsync(http, resource, await FindAsync(http, scope(http))),
            resource.Preparing is null
                ? null
                : http =>
                    PrepareAsync(http, async () =>
                        new PrepareUpdate<T>(await FindAsync(http, scope(http)), await DocumentReader.ReadAsync(http))
                    )
        );
        Map([HttpMethods.Delete], route, new Surface(resource, "delete"), async http =>
            await DeleteAsync(http, resource, await FindAsync(http, scope(http)))
        );
    }

    /// <summary>Creates a row at an URL that does not follow from its type.</summary>
    public void MapNamedCreate<T>(string route, Resource<T> resource)
        where T : Entity => Map([HttpMethods.Post], route, new Surface(resource, "create"), http => CreateAsync(http, resource));

    /// <summary>Creates a row under the one that it belongs to: the URL says which that is.</summary>
    public void MapNestedCreate<T>(string route, Resource<T> resource, string relationship, string parentType)
        where T : Entity => Map([HttpMethods.Post], route, new Surface(resource, "create"), async http =>
        {
            var document = NestedDocument.Of(await DocumentReader.ReadAsync(http), relationship, parentType, KeyOf(http).Text);
            await AnswerCreatedAsync(http, resource, document);
        });

    private static async Task ListAsync<T>(HttpContext http, Resource<T> resource, Scope<T>? scope)
        where T : Entity
    {
        var query = Asked(http, resource, isList: true);
        var page = await Mediator(http).Send(new ListQuery<T>(query, scope), http.RequestAborted);
        await AnswersOf(http).ListAsync(http, resource, page, query);
    }

    private static async Task GetAsync<T>(HttpContext http, Resource<T> resource, Key? key, Scope<T>? scope)
        where T : Entity
    {
        var query = Asked(http, resource, isList: false);
        var page = await Mediator(http).Send(new GetQuery<T>(key, query, scope), http.RequestAborted);
        await AnswersOf(http).OneAsync(http, StatusCodes.Status200OK, resource, page, query);
    }

    private static async Task CreateAsync<T>(HttpContext http, Resource<T> resource)
        where T : Entity
    {
        await AnswerCreatedAsync(http, resource, await DocumentReader.ReadAsync(http));
    }

    private static async Task AnswerCreatedAsync<T>(HttpContext http, Resource<T> resource, JsonElement document)
        where T : Entity
    {
        var query = Asked(http, resource, isList: false);
        var created = await Mediator(http).Send(new CreateCommand<T>(document), http.RequestAborted);
        var page = await Mediator(http).Send(new ReadBack<T>(created.Id, query), http.RequestAborted);
        http.Response.Headers.Location = $"/v1/{resource.Path}/{resource.LinkKeyOf(page.Rows[0])}";
        await AnswersOf(http).OneAsync(http, StatusCodes.Status201Created, resource, page, query);
    }

    private static async Task UpdateAsync<T>(HttpContext http, Resource<T> resource, Key key)
        where T : Entity
    {
        var query = Asked(http, resource, isList: false);
        ReadPrecondition(http);
        var updated = await Mediator(http)
            .Send(new UpdateCommand<T>(key, await DocumentReader.ReadAsync(http), query), http.RequestAborted);
        var page = await Mediator(http).Send(new ReadBack<T>(updated.Id, query), http.RequestAborted);
        await AnswersOf(http).OneAsync(http, StatusCodes.Status200OK, resource, page, query);
    }

    private static async Task DeleteAsync<T>(HttpContext http, Resource<T> resource, Key key)
        where T : Entity
    {
        var query = Asked(http, resource, isList: false);
        ReadPrecondition(http);
        var note = await CancelNote.ReadAsync(http);
        await Mediator(http).Send(new DeleteCommand<T>(key, query, note), http.RequestAborted);
        await Answers.MessageAsync(http, "Object successfully deleted");
    }

    private static async Task LinkageAsync<T, TTarget>(HttpContext http, Resource<T> owner, Relationship<T, TTarget> relationship)
        where T : Entity
        where TTarget : Entity
    {
        var linkage = await Mediator(http).Send(new LinkageQuery<T, TTarget>(KeyOf(http), relationship), http.RequestAborted);
        await Answers.LinkageAsync(http, owner, relationship, linkage);
    }

    private static async Task LinkAsync<T>(HttpContext http, Resource<T> owner, Relationship<T> relationship, LinkVerb verb)
        where T : Entity
    {
        ReadPrecondition(http);
        var document = await DocumentReader.ReadAsync(http);
        var (changed, id) = await Mediator(http).Send(new LinkCommand<T>(KeyOf(http), relationship, verb, document), http.RequestAborted);
        if (!changed)
        {
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        var page = await Mediator(http).Send(new ReadBack<T>(id, ResourceQuery.Default), http.RequestAborted);
        await AnswersOf(http).OneAsync(http, StatusCodes.Status200OK, owner, page, ResourceQuery.Default);
    }

    private static async Task PrepareAsync(HttpContext http, Func<Task<IRequest<Unit>>> request)
    {
        if (MediaType.Objection(http.Request, takesBody: true) is null)
            await Mediator(http).Send(await request(), http.RequestAborted);
    }

    private void Map(string[] methods, string route, Surface surface, RequestDelegate handle, Func<HttpContext, Task>? prepare = null) =>
        app.MapMethods(route, methods, http =>
            {
                var takesBody = HttpMethods.IsPost(http.Request.Method) || HttpMethods.IsPatch(http.Request.Method);
                if (MediaType.Objection(http.Request, takesBody) is { } objection)
                    return ErrorDocument.WriteAsync(http, objection.Status, [objection.Problem]);
                Preparation.Require(http);
                return handle(http);
            })
            .WithMetadata(prepare is null ? [surface] : [surface, new Preparation(prepare)])
            .WithDisplayName($"{methods[0]} {route}");

    private static ResourceQuery Asked(HttpContext http, Resource resource, bool isList)
    {
        var catalog = http.RequestServices.GetRequiredService<ResourceCatalog>();
        var query = QueryString.Read(http.Request, isList, catalog.MaxRows);
        Application.Resources.Query.Asked.Check(resource, query, catalog);
        return query;
    }

    private static async Task<Key> FindAsync<T>(HttpContext http, Scope<T> scope)
        where T : Entity =>
        Key.Of((await Mediator(http).Send(new GetQuery<T>(null, ResourceQuery.Default, scope), http.RequestAborted)).Rows[0].Id);

    private static Key KeyOf(HttpContext http) => new((string)http.Request.RouteValues["key"]!);

    private static IMediator Mediator(HttpContext http) => http.RequestServices.GetRequiredService<IMediator>();

    private static Answers AnswersOf(HttpContext http) => http.RequestServices.GetRequiredService<Answers>();

    private static void ReadPrecondition(HttpContext http) =>
        ETag.ReadPrecondition(http.Request, http.RequestServices.GetRequiredService<Precondition>());
}
