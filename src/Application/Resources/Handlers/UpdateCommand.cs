using System.Text.Json;
using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>Applies the changes of a document to a row, or sends them to the use case of the resource declaration.</summary>
internal sealed record UpdateCommand<T>(ResourceKey Key, JsonElement Document, ResourceQuery Query) : ICommand<T>
    where T : Entity;

/// <inheritdoc cref="UpdateCommand{T}" />
internal sealed class UpdateHandler<T>(
    IData data,
    IAuthorization authorization,
    ResourceCatalog catalog,
    IMediator mediator,
    PictureQueue pictures,
    TimeProvider clock,
    LockedRowFinder rowFinder,
    BodyReader bodies,
    LinkWriter links
) : IRequestHandler<UpdateCommand<T>, T>
    where T : Entity
{
    public async Task<T> Handle(UpdateCommand<T> request, CancellationToken ct)
    {
        var resource = catalog.Of<T>();
        var actor = authorization.Actor;
        TrashAccess.RequireAllowed(request.Query, actor);
        if (!actor.IsSignedIn)
            authorization.Require(Decision.Deny($"{resource.WithArticleAtStart} cannot be changed anonymously."));
        var row = await rowFinder.FindAsync<T>(request.Key, request.Query.IncludesTrashed, ct);
        var body = bodies.ReadChange(resource, row, request.Document);
        var changes = body.Changes.ThatWouldChange(row);
        RequireFixedUnchanged(resource, row, body);
        RequireMayRestore(resource, row, changes);
        var changedKeys = body.Keys.Where(k => k.Key.GetKey(row) != k.Id);
        await RelationshipTargets.RequireAsync(data, authorization, row, changedKeys, isNew: false, ct);

        try
        {
            return await WriteAsync(resource, row, changes, body, ct);
        }
        catch (RejectedException rejection) when (rejection.Problems.Any(p => PointerOf(p, body) != p.Pointer))
        {
            throw new RejectedException(rejection.Kind, [.. rejection.Problems.Select(p => p with { Pointer = PointerOf(p, body) })]);
        }
    }

    private async Task<T> WriteAsync(Resource<T> resource, T row, Changes<T> changes, ResourceBody<T> body, CancellationToken ct)
    {
        if (resource.UpdateUseCase is { } updateUseCase)
        {
            var updated = await mediator.Send(updateUseCase(row, changes), ct);
            foreach (var (name, ids) in body.ToManyIds)
                if (resource.FindRelationship(name) is IJoinTable<T> and Relationship<T> join)
                    await links.WriteDocumentAsync(resource, row, join, LinkOperation.Replace, ids, ct);
            return updated;
        }

        authorization
            .Require(resource.Policy.Update(authorization.Actor, row, changes))
            .Change(row, changes)
            .Change(row, resource.Variants?.Members ?? []);
        var formerPicture = resource.Variants?.GetOriginal(row);
        changes.ApplyTo(row);
        if (resource.Variants is { } variants)
            await pictures.QueueIfChangedAsync(variants, row, formerPicture, ct);
        foreach (var (operation, run) in resource.Hooks)
            if (operation == WriteOperation.Update)
                await run(row, changes, new HookContext(data, authorization.Actor, clock), ct);
        foreach (var (name, ids) in body.ToManyIds)
            await links.WriteDocumentAsync(resource, row, resource.FindRelationship(name)!, LinkOperation.Replace, ids, ct);
        return row;
    }

    /// <summary>
    /// A PATCH restores a deleted row, for staff who may delete it, too. It never deletes one: DELETE asks the rules of the use case.
    /// </summary>
    private void RequireMayRestore(Resource<T> resource, T row, Changes<T> changes)
    {
        const string Pointer = "/data/attributes/deleted-at";
        if (!changes.TryGet<DateTimeOffset?>(nameof(ISoftDeleted.DeletedAt), out var deletedAt))
            return;
        if (!authorization.Actor.IsStaff)
            throw RejectedException.Forbidden("Only staff may restore a deleted row. Use DELETE to delete a row.", Pointer);
        if (deletedAt is not null)
            throw RejectedException.Forbidden("Use DELETE to delete a row.", Pointer);
        authorization.Require(resource.Policy.Delete(authorization.Actor, row), Pointer);
    }

    /// <summary>Policies set the pointer of an attribute. If the name is a relationship, returns the pointer of the relationship.</summary>
    private static string? PointerOf(Problem problem, ResourceBody<T> body) =>
        body.Keys.FirstOrDefault(k => problem.Pointer == $"/data/attributes/{k.Key.Relationship.Name}").Key is { } key
            ? $"/data/relationships/{key.Relationship.Name}/data"
            : problem.Pointer;

    private static void RequireFixedUnchanged(Resource<T> resource, T row, ResourceBody<T> body)
    {
        foreach (var (key, id) in body.Keys)
            if (key.Relationship.IsFixed && key.GetKey(row) != id)
                throw RejectedException.Forbidden(
                    $"The {key.Relationship.Name} of {resource.WithArticle} cannot be changed.",
                    $"/data/relationships/{key.Relationship.Name}/data"
                );
    }
}
