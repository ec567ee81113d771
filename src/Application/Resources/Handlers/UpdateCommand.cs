using System.Text.Json;
using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>Changes a row by what a document alters, or hands the changes to the use case that the declaration names.</summary>
internal sealed record UpdateCommand<T>(Key Key, JsonElement Document, ResourceQuery Query) : ICommand<T>
    where T : Entity;

/// <inheritdoc cref="UpdateCommand{T}" />
internal sealed class UpdateHandler<T>(
    IData data,
    IGate gate,
    ResourceCatalog catalog,
    IMediator mediator,
    TimeProvider clock,
    RowForWriting rows,
    LinkWriter links
) : IRequestHandler<UpdateCommand<T>, T>
    where T : Entity
{
    public async Task<T> Handle(UpdateCommand<T> request, CancellationToken ct)
    {
        var (resource, actor) = (catalog.Of<T>(), gate.Actor);
        Trash.RequireAllowed(request.Query, actor);
        if (!actor.IsSignedIn)
            gate.Require(Decision.Deny($"A {resource.Type} cannot be changed anonymously."));
        var row = await rows.FindAsync<T>(request.Key, request.Query.GetTrashed, ct);
        var body = new Body<T>(resource).Read(request.Document, row.Id);
        var changes = body.Changes.Altering(row);
        RequireInPlace(resource, row, body);
        if (changes.Touches(nameof(ISoftDeleted.DeletedAt)) && !actor.IsStaff)
            throw Refused.Forbidden("Only staff may bring back what was deleted; to delete, use DELETE.", "/data/attributes/deleted-at");
        await Targets.RequireAsync(data, actor, row, body.Keys.Where(k => k.Key.Read(row) != k.Id), ct);

        try
        {
            return await WriteAsync(resource, row, changes, body, ct);
        }
        catch (Refused refused) when (refused.Problems.Any(p => PlaceOf(p, body) != p.Pointer))
        {
            throw new Refused(refused.Kind, [.. refused.Problems.Select(p => p with { Pointer = PlaceOf(p, body) })]);
        }
    }

    private async Task<T> WriteAsync(Resource<T> resource, T row, Changes<T> changes, Body<T> body, CancellationToken ct)
    {
        if (resource.Updating is { } updating)
        {
            var updated = await mediator.Send(updating(row, changes), ct);
            foreach (var (name, ids) in body.Many)
                if (resource.FindRelationship(name) is IJoin<T> and Relationship<T> join)
                    await links.ReplaceAsync(resource, row, join, ids, ct);
            return updated;
        }

        gate.Require(resource.Policy.Update(gate.Actor, row, changes));
        changes.ApplyTo(row);
        foreach (var (verb, run) in resource.Hooks)
            if (verb == Verb.Update)
                await run(row, changes, new HookContext(data, gate.Actor, clock), ct);
        foreach (var (name, ids) in body.Many)
            await links.ReplaceAsync(resource, row, resource.FindRelationship(name)!, ids, ct);
        return row;
    }

    /// <summary>Policies name what they refuse; a relationship stands elsewhere in the document than an attribute.</summary>
    private static string? PlaceOf(Problem problem, Body<T> body) =>
        body.Keys.FirstOrDefault(k => problem.Pointer == $"/data/attributes/{k.Key.Relationship.Name}").Key is { } key
            ? $"/data/relationships/{key.Relationship.Name}/data"
            : problem.Pointer;

    private static void RequireInPlace(Resource<T> resource, T row, Body<T> body)
    {
        foreach (var (key, id) in body.Keys)
            if (key.Relationship.IsFixed && key.Read(row) != id)
                throw Refused.Forbidden(
                    $"The {key.Relationship.Name} of a {resource.Type} cannot be changed.",
                    $"/data/relationships/{key.Relationship.Name}/data"
                );
    }
}
