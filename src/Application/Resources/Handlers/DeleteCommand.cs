using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>Stamps or removes a row, or hands it to the use case that the declaration names.</summary>
/// <param name="Note">The cancel note of the DELETE's body, if it brought one.</param>
internal sealed record DeleteCommand<T>(Key Key, ResourceQuery Query, string? Note) : ICommand<Unit>
    where T : Entity;

/// <inheritdoc cref="DeleteCommand{T}" />
internal sealed class DeleteHandler<T>(
    IData data,
    IGate gate,
    ResourceCatalog catalog,
    IMediator mediator,
    TimeProvider clock,
    RowForWriting rows
) : IRequestHandler<DeleteCommand<T>, Unit>
    where T : Entity
{
    public async Task<Unit> Handle(DeleteCommand<T> request, CancellationToken ct)
    {
        var (resource, actor) = (catalog.Of<T>(), gate.Actor);
        Trash.RequireAllowed(request.Query, actor);
        if (!actor.IsSignedIn)
            gate.Require(Decision.Deny($"A {resource.Type} cannot be deleted anonymously."));
        var row = await rows.FindAsync<T>(request.Key, request.Query.GetTrashed || request.Query.Permanent, ct);
        if (resource.Deleting is { } deleting && !request.Query.Permanent)
            return await mediator.Send(deleting(row, request.Note), ct);

        gate.Require(resource.Policy.Delete(actor, row));
        foreach (var (verb, run) in resource.Hooks)
            if (verb == Verb.Delete)
                await run(row, Changes<T>.None, new HookContext(data, actor, clock), ct);
        if (row is ISoftDeleted soft && !request.Query.Permanent)
            soft.DeletedAt = clock.GetUtcNow();
        else
            data.Set<T>().Remove(row);
        return Unit.Value;
    }
}
