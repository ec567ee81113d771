using System.Text.Json;
using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>Creates a row from a document, or hands the draft to the use case that the declaration names.</summary>
internal sealed record CreateCommand<T>(JsonElement Document) : ICommand<T>
    where T : Entity;

/// <inheritdoc cref="CreateCommand{T}" />
internal sealed class CreateHandler<T>(
    IData data,
    IGate gate,
    ResourceCatalog catalog,
    IMediator mediator,
    TimeProvider clock,
    LinkWriter links
) : IRequestHandler<CreateCommand<T>, T>
    where T : Entity
{
    public async Task<T> Handle(CreateCommand<T> request, CancellationToken ct)
    {
        var (resource, actor) = (catalog.Of<T>(), gate.Actor);
        if (!actor.IsSignedIn && resource.Creating is null)
            gate.Require(resource.Policy.Create(actor, resource.New()));
        var body = new Body<T>(resource).Read(request.Document, null);
        var row = resource.New();
        body.Changes.ApplyTo(row);
        await Targets.RequireAsync(data, actor, row, body.Keys, ct);

        var draft = new Draft<T>(row, body.Changes, body.Many);
        if (resource.Creating is { } creating)
        {
            var created = await mediator.Send(creating(draft), ct);
            foreach (var (name, ids) in body.Many)
                if (resource.FindRelationship(name) is IJoin<T> and Relationship<T> join)
                    await links.AddAsync(resource, created, join, ids, ct);
            return created;
        }

        gate.Require(resource.Policy.Create(actor, row));
        foreach (var (verb, run) in resource.Hooks)
            if (verb == Verb.Create)
                await run(row, body.Changes, new HookContext(data, actor, clock), ct);
        data.Set<T>().Add(row);
        await data.SaveChangesAsync(ct);
        foreach (var (name, ids) in body.Many)
            await links.AddAsync(resource, row, resource.FindRelationship(name)!, ids, ct);
        return row;
    }
}
