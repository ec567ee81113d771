using System.Text.Json;
using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>Adds, replaces or removes links through a relationship URL. Answers whether anything changed, and the row's id.</summary>
internal sealed record LinkCommand<T>(Key Key, Relationship<T> Relationship, LinkVerb Verb, JsonElement Document)
    : ICommand<(bool Changed, long Id)>
    where T : Entity;

/// <inheritdoc cref="LinkCommand{T}" />
internal sealed class LinkHandler<T>(
    IData data,
    IGate gate,
    ResourceCatalog catalog,
    IMediator mediator,
    RowForWriting rows,
    LinkWriter links
) : IRequestHandler<LinkCommand<T>, (bool Changed, long Id)>
    where T : Entity
{
    public async Task<(bool Changed, long Id)> Handle(LinkCommand<T> request, CancellationToken ct)
    {
        var (resource, relationship) = (catalog.Of<T>(), request.Relationship);
        if (!gate.Actor.IsSignedIn)
            gate.Require(Decision.Deny($"A {resource.Type} cannot be changed anonymously."));
        var row = await rows.FindAsync<T>(request.Key, trashed: false, ct);
        if (relationship.IsPrivate && !resource.Policy.SeesPrivate(gate.Actor, row))
            gate.Require(Decision.Deny($"The {relationship.Name} of this {resource.Type} are for those who run it."));
        var ids = Read(request.Document, relationship);
        if (relationship is IKeyOf<T> key)
            return (await WriteKeyAsync(resource, row, key, request.Verb, ids, ct), row.Id);

        gate.Require(resource.Policy.Update(gate.Actor, row, new Changes<T>([new LinkChange<T>(relationship.Name)])));
        return (await links.WriteAsync(resource, row, relationship, request.Verb, ids, ct), row.Id);
    }

    private static IReadOnlyList<long> Read(JsonElement document, Relationship relationship)
    {
        if (document.ValueKind != JsonValueKind.Object || !document.TryGetProperty("data", out var linkage))
            throw Refused.Malformed("Missing `data` object.", pointer: "/data");
        List<Problem> problems = [];
        return Linkage.Read(linkage, relationship, "/data", problems) ?? throw new Refused(RefusalKind.Invalid, problems);
    }

    private async Task<bool> WriteKeyAsync(
        Resource<T> resource,
        T row,
        IKeyOf<T> key,
        LinkVerb verb,
        IReadOnlyList<long> ids,
        CancellationToken ct
    )
    {
        long? wanted = ids.Count == 0 ? null : ids[0];
        if (verb == LinkVerb.Remove)
            wanted = wanted is null || wanted == key.Read(row) ? null : key.Read(row);
        var changes = new Changes<T>([key.ChangeTo(wanted)]).Altering(row);
        gate.Require(resource.Policy.Update(gate.Actor, row, changes));
        if (changes.IsEmpty)
            return false;
        if (wanted is null && !key.IsOptional)
            throw Refused.Invalid($"A {resource.Type} must have its {key.Relationship.Name}.", "/data");
        if (key.Relationship.IsFixed)
            throw Refused.Forbidden($"The {key.Relationship.Name} of a {resource.Type} cannot be changed.", "/data");
        await Targets.RequireAsync(data, gate.Actor, row, [(key, wanted)], ct);
        if (resource.Updating is { } updating)
            await mediator.Send(updating(row, changes), ct);
        else
            changes.ApplyTo(row);
        return true;
    }
}
