using System.Text.Json;
using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>Creates a row from a document, or sends the draft to the use case of the resource declaration.</summary>
internal sealed record CreateCommand<T>(JsonElement Document) : ICommand<T>
    where T : Entity;

/// <inheritdoc cref="CreateCommand{T}" />
internal sealed class CreateHandler<T>(
    IData data,
    IAuthorization authorization,
    ResourceCatalog catalog,
    IMediator mediator,
    PictureQueue pictures,
    TimeProvider clock,
    BodyReader bodies,
    LinkWriter links
) : IRequestHandler<CreateCommand<T>, T>
    where T : Entity
{
    public async Task<T> Handle(CreateCommand<T> request, CancellationToken ct)
    {
        var resource = catalog.Of<T>();
        var actor = authorization.Actor;
        if (!actor.IsSignedIn && resource.CreateUseCase is null)
            authorization.Require(resource.Policy.Create(actor, resource.NewRow()));
        var (body, row) = await bodies.ReadNewAsync(resource, request.Document, ct);
        var draft = new RowDraft<T>(row, body.Changes, body.ToManyIds);
        if (resource.CreateUseCase is { } createUseCase)
        {
            var created = await mediator.Send(createUseCase(draft), ct);
            foreach (var (name, ids) in body.ToManyIds)
                if (resource.FindRelationship(name) is IJoinTable<T> and Relationship<T> join)
                    await links.WriteDocumentAsync(resource, created, join, LinkOperation.Add, ids, ct);
            return created;
        }

        authorization.Require(resource.Policy.Create(actor, row)).Create(row).Change(row, resource.Variants?.Members ?? []);
        foreach (var (operation, run) in resource.Hooks)
            if (operation == WriteOperation.Create)
                await run(row, body.Changes, new HookContext(data, actor, clock), ct);
        data.Set<T>().Add(row);
        await data.SaveChangesAsync(ct);
        if (resource.Variants is { } variants)
            await pictures.QueueForNewAsync(variants, row, ct);
        foreach (var (name, ids) in body.ToManyIds)
            await links.WriteDocumentAsync(resource, row, resource.FindRelationship(name)!, LinkOperation.Add, ids, ct);
        return row;
    }
}
