using System.Text.Json;
using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;
using OpenEvent.WebApi.VisitorCache;

namespace OpenEvent.WebApi.JsonApi;

/// <summary>Maps the JSON:API routes of all declared resources.</summary>
internal sealed partial class ResourceEndpoints(IEndpointRouteBuilder app) : IResourceVisitor, IRelationshipVisitor
{
    private static readonly string[] ReadMethods = [HttpMethods.Get, HttpMethods.Head];

    public void Visit<T>(Resource<T> resource)
        where T : Entity
    {
        var list = $"/v1/{resource.Path}";
        var one = $"/v1/{resource.Path}/{{key}}";
        if (resource.IsListed)
            Map(ReadMethods, list, new ResourceRoute(resource, "list", IsForVisitors: true), http => ListAsync(http, resource, null));
        if (resource.CanCreate)
            Map(
                [HttpMethods.Post],
                list,
                new ResourceRoute(resource, "create"),
                http => CreateAsync(http, resource),
                CreatePreflightOf(resource)
            );
        if (resource.SharedUrl is null)
            Map(ReadMethods, one, new ResourceRoute(resource, "get", IsForVisitors: true), http =>
                GetAsync(http, resource, KeyOf(http), null)
            );
        if (resource.CanUpdate)
            Map(
                [HttpMethods.Patch],
                one,
                new ResourceRoute(resource, "update"),
                http => UpdateAsync(http, resource, KeyOf(http)),
                UpdatePreflightOf(resource, http => Task.FromResult(KeyOf(http)))
            );
        if (resource.CanDelete)
            Map([HttpMethods.Delete], one, new ResourceRoute(resource, "delete"), http => DeleteAsync(http, resource, KeyOf(http)));
        resource.AcceptRelationships(this);
    }

    public void Visit<T, TTarget>(Resource<T> owner, Relationship<T, TTarget> relationship)
        where T : Entity
        where TTarget : Entity
    {
        var related = $"/v1/{owner.Path}/{{key}}/{relationship.Name}";
        var target = relationship.Target;
        ResourceScope<TTarget> Related(HttpContext http) => new RelatedScope<T, TTarget>(owner, relationship, KeyOf(http));
        Map(ReadMethods, related, new ResourceRoute(owner, "related", relationship, IsForVisitors: true), http =>
            relationship.IsToMany ? ListAsync(http, target, Related(http)) : GetAsync(http, target, null, Related(http))
        );
        if (!relationship.IsToMany)
            MapNamedWrites(related, target, Related, owner: owner);
        MapLinkage($"/v1/{owner.Path}/{{key}}/relationships/{relationship.Name}", owner, relationship);
    }

    /// <summary>
    /// Maps the linkage of a relationship. Relationships that no client can write have these routes, too, and answer why: clients that
    /// were written for the reference server find each of its routes. A required relationship has only GET and PATCH.
    /// </summary>
    public void MapLinkage<T, TTarget>(string route, Resource<T> owner, Relationship<T, TTarget> relationship)
        where T : Entity
        where TTarget : Entity
    {
        Map(ReadMethods, route, new ResourceRoute(owner, "linkage", relationship), http => LinkageAsync(http, owner, relationship));
        MapLink(HttpMethods.Patch, route, owner, relationship, "replace", LinkOperation.Replace);
        if (!owner.CanUpdate || (relationship.IsRequired && !relationship.HasAllMethods))
            return;
        MapLink(HttpMethods.Post, route, owner, relationship, "add", LinkOperation.Add);
        MapLink(HttpMethods.Delete, route, owner, relationship, "remove", LinkOperation.Remove);
    }

    /// <summary>Maps a list at an additional URL.</summary>
    /// <param name="isForVisitors">See <see cref="ResourceRoute.IsForVisitors"/>.</param>
    public void MapNamedList<T>(string route, Resource<T> resource, Func<HttpContext, ResourceScope<T>> scope, bool isForVisitors = false)
        where T : Entity =>
        Map(ReadMethods, route, new ResourceRoute(resource, "list", IsForVisitors: isForVisitors), http =>
            ListAsync(http, resource, scope(http))
        );

    /// <summary>Maps one row at an additional URL.</summary>
    public void MapNamedOne<T>(
        string route,
        Resource<T> resource,
        Func<HttpContext, ResourceScope<T>> scope,
        Func<HttpContext, IRequest<Unit>>? preflight = null
    )
        where T : Entity =>
        Map(ReadMethods, route, new ResourceRoute(resource, "get"), http => GetAsync(http, resource, null, scope(http)), Send(preflight));

    /// <summary>
    /// Maps PATCH and DELETE of the one row that a parent's URL selects, as far as the type has them. The policy of the row applies.
    /// </summary>
    public void MapNamedWrites<T>(
        string route,
        Resource<T> resource,
        Func<HttpContext, ResourceScope<T>> scope,
        Func<HttpContext, IRequest<Unit>>? preflight = null,
        Resource? owner = null
    )
        where T : Entity
    {
        if (resource.CanUpdate)
            Map(
                [HttpMethods.Patch],
                route,
                new ResourceRoute(resource, "update", Owner: owner),
                async http => await UpdateAsync(http, resource, await FindKeyAsync(http, scope(http))),
                Send(preflight) ?? UpdatePreflightOf(resource, http => FindKeyAsync(http, scope(http)))
            );
        if (resource.CanDelete)
            Map(
                [HttpMethods.Delete],
                route,
                new ResourceRoute(resource, "delete", Owner: owner),
                async http => await DeleteAsync(http, resource, await FindKeyAsync(http, scope(http))),
                Send(preflight)
            );
    }

    /// <summary>Maps the create of a row at an additional URL.</summary>
    /// <param name="check">A request that rejects a document which the row of the URL does not fit.</param>
    public void MapNamedCreate<T>(string route, Resource<T> resource, Func<HttpContext, JsonElement, IRequest<Unit>>? check = null)
        where T : Entity =>
        Map(
            [HttpMethods.Post],
            route,
            new ResourceRoute(resource, "create"),
            async http =>
            {
                var document = await DocumentReader.ReadAsync(http);
                if (check is not null)
                    await MediatorOf(http).Send(check(http, document), http.RequestAborted);
                await SendCreatedAsync(http, resource, document);
            },
            CreatePreflightOf(resource)
        );

    /// <summary>Maps the create of a row at the URL of its parent. The parent does not have to be in the document.</summary>
    public void MapNestedCreate<T>(string route, Resource<T> resource, string relationship, string parentType)
        where T : Entity => Map([HttpMethods.Post], route, new ResourceRoute(resource, "create"), async http =>
        {
            var document = NestedDocument.AddParent(await DocumentReader.ReadAsync(http), relationship, parentType, KeyOf(http).Text);
            await SendCreatedAsync(http, resource, document);
        });

    private void MapLink<T>(
        string method,
        string route,
        Resource<T> owner,
        Relationship<T> relationship,
        string name,
        LinkOperation operation
    )
        where T : Entity =>
        Map([method], route, new ResourceRoute(owner, name, relationship), http => LinkAsync(http, owner, relationship, operation));

    private static async Task ListAsync<T>(HttpContext http, Resource<T> resource, ResourceScope<T>? scope)
        where T : Entity
    {
        var query = ReadQuery(http, resource, isList: true);
        scope ??= await FindTextSearchAsync<T>(http);
        var page = await MediatorOf(http).Send(new ListQuery<T>(query, scope), http.RequestAborted);
        await VisitorAnswers.OfferAsync(http, resource, page);
        await SenderOf(http).SendListAsync(http, resource, page, query);
    }

    /// <summary>The rows that <c>?search=</c> selects, of types that have a text search.</summary>
    private static async Task<ResourceScope<T>?> FindTextSearchAsync<T>(HttpContext http)
        where T : Entity =>
        http.Request.Query.TryGetValue("search", out var text)
        && text.ToString() is { Length: > 0 } words
        && http.RequestServices.GetService<ITextSearch<T>>() is { } search
            ? await search.SelectAsync(words, http.RequestAborted)
            : null;

    private static async Task GetAsync<T>(HttpContext http, Resource<T> resource, ResourceKey? key, ResourceScope<T>? scope)
        where T : Entity
    {
        var query = ReadQuery(http, resource, isList: false);
        var page = await MediatorOf(http).Send(new GetQuery<T>(key, query, scope), http.RequestAborted);
        await VisitorAnswers.OfferAsync(http, resource, page);
        await SenderOf(http).SendOneAsync(http, StatusCodes.Status200OK, resource, page, query);
    }

    private static async Task CreateAsync<T>(HttpContext http, Resource<T> resource)
        where T : Entity => await SendCreatedAsync(http, resource, await DocumentReader.ReadAsync(http));

    private static async Task SendCreatedAsync<T>(HttpContext http, Resource<T> resource, JsonElement document)
        where T : Entity
    {
        var query = ReadQuery(http, resource, isList: false);
        var page = await WriteAsync(http, new CreateCommand<T>(document), query);
        http.Response.Headers.Location = $"/v1/{resource.Path}/{resource.UrlKeyOf(page.Rows[0])}";
        await SenderOf(http).SendOneAsync(http, StatusCodes.Status201Created, resource, page, query);
    }

    private static async Task UpdateAsync<T>(HttpContext http, Resource<T> resource, ResourceKey key)
        where T : Entity
    {
        var query = ReadQuery(http, resource, isList: false);
        ReadPrecondition(http);
        var page = await WriteAsync(http, new UpdateCommand<T>(key, await DocumentReader.ReadAsync(http), query), query);
        await SenderOf(http).SendOneAsync(http, StatusCodes.Status200OK, resource, page, query);
    }

    /// <summary>Writes a row and reads the response document, in one transaction if includes could make the document too large.</summary>
    private static async Task<Page<T>> WriteAsync<T>(HttpContext http, ICommand<T> command, ResourceQuery query)
        where T : Entity
    {
        if (query.Include.Children.Count > 0)
            return await MediatorOf(http).Send(new WriteAndReadBack<T>(command, query), http.RequestAborted);
        var written = await MediatorOf(http).Send(command, http.RequestAborted);
        return await MediatorOf(http).Send(new ReadBackQuery<T>(written.Id, query), http.RequestAborted);
    }

    private static async Task DeleteAsync<T>(HttpContext http, Resource<T> resource, ResourceKey key)
        where T : Entity
    {
        var query = ReadQuery(http, resource, isList: false);
        ReadPrecondition(http);
        var note = await CancelNote.ReadAsync(http);
        await MediatorOf(http).Send(new DeleteCommand<T>(key, query, note), http.RequestAborted);
        await DocumentSender.SendMessageAsync(http, "Object successfully deleted");
    }

    private static async Task LinkageAsync<T, TTarget>(HttpContext http, Resource<T> owner, Relationship<T, TTarget> relationship)
        where T : Entity
        where TTarget : Entity
    {
        var linkage = await MediatorOf(http).Send(new LinkageQuery<T, TTarget>(KeyOf(http), relationship), http.RequestAborted);
        await DocumentSender.SendLinkageAsync(http, owner, relationship, linkage);
    }

    private static async Task LinkAsync<T>(HttpContext http, Resource<T> owner, Relationship<T> relationship, LinkOperation operation)
        where T : Entity
    {
        ReadPrecondition(http);
        var document = await DocumentReader.ReadAsync(http);
        var (changed, id) = await MediatorOf(http)
            .Send(new LinkCommand<T>(KeyOf(http), relationship, operation, document), http.RequestAborted);
        if (!changed)
        {
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        var page = await MediatorOf(http).Send(new ReadBackQuery<T>(id, ResourceQuery.Default), http.RequestAborted);
        await SenderOf(http).SendOneAsync(http, StatusCodes.Status200OK, owner, page, ResourceQuery.Default);
    }

    private void Map(
        string[] methods,
        string route,
        ResourceRoute resourceRoute,
        RequestDelegate handle,
        Func<HttpContext, Task>? preflight = null
    ) =>
        app.MapMethods(route, methods, http =>
            {
                if (MediaType.FindProblem(http.Request, takesBody: methods[0] is "POST" or "PATCH") is { } problem)
                    return ErrorDocument.WriteAsync(http, problem.Status, [problem.Problem]);
                PreflightStep.ThrowIfRejected(http);
                return handle(http);
            })
            .WithMetadata(preflight is null ? [resourceRoute] : [resourceRoute, new PreflightStep(preflight)])
            .WithDisplayName($"{methods[0]} {route}");

    private static ResourceQuery ReadQuery(HttpContext http, Resource resource, bool isList)
    {
        var catalog = http.RequestServices.GetRequiredService<ResourceCatalog>();
        var query = QueryStringParser.Parse(http.Request, isList, catalog.MaxRows);
        QueryValidator.Validate(resource, query, catalog);
        return query;
    }

    private static async Task<ResourceKey> FindKeyAsync<T>(HttpContext http, ResourceScope<T> scope)
        where T : Entity =>
        ResourceKey.FromId(
            (await MediatorOf(http).Send(new GetQuery<T>(null, ResourceQuery.Default, scope, IsForKey: true), http.RequestAborted))
                .Rows[0]
                .Id
        );

    private static ResourceKey KeyOf(HttpContext http) => new((string)http.Request.RouteValues["key"]!);

    private static IMediator MediatorOf(HttpContext http) => http.RequestServices.GetRequiredService<IMediator>();

    private static DocumentSender SenderOf(HttpContext http) => http.RequestServices.GetRequiredService<DocumentSender>();

    private static void ReadPrecondition(HttpContext http) =>
        ETag.ReadPrecondition(http.Request, http.RequestServices.GetRequiredService<Precondition>());
}
