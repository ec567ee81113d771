using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>Soft-deletes or removes a row, or sends it to the use case of the resource declaration.</summary>
/// <param name="Note">The cancel note in the request body, or null.</param>
internal sealed record DeleteCommand<T>(ResourceKey Key, ResourceQuery Query, string? Note) : ICommand<Unit>
    where T : Entity;

/// <inheritdoc cref="DeleteCommand{T}" />
internal sealed class DeleteHandler<T>(
    IData data,
    IAuthorization authorization,
    ResourceCatalog catalog,
    IMediator mediator,
    TimeProvider clock,
    LockedRowFinder rowFinder
) : IRequestHandler<DeleteCommand<T>, Unit>
    where T : Entity
{
    public async Task<Unit> Handle(DeleteCommand<T> request, CancellationToken ct)
    {
        var resource = catalog.Of<T>();
        var actor = authorization.Actor;
        TrashAccess.RequireAllowed(request.Query, actor);
        if (!actor.IsSignedIn)
            authorization.Require(Decision.Deny($"{resource.WithArticleAtStart} cannot be deleted anonymously."));
        var row = await rowFinder.FindAsync<T>(request.Key, request.Query.IncludesTrashed || request.Query.IsPermanent, ct);
        if (resource.DeleteUseCase is { } deleteUseCase)
        {
            await mediator.Send(deleteUseCase(row, request.Note), ct);
            // The use case has asked its rules and only set the deletion time. One of a row that is not soft-deleted has removed it.
            if (request.Query.IsPermanent && row is ISoftDeleted)
                Remove(authorization.Require(Decision.AllowIf(actor.IsStaff, "Only staff may delete a row permanently.")), row);
            return Unit.Value;
        }

        var grant = authorization.Require(resource.Policy.Delete(actor, row));
        foreach (var (operation, run) in resource.Hooks)
            if (operation == WriteOperation.Delete)
                await run(row, Changes<T>.None, new HookContext(data, actor, clock), ct);
        if (row is ISoftDeleted softDeleted && !request.Query.IsPermanent)
        {
            grant.Trash(row);
            softDeleted.DeletedAt = clock.GetUtcNow();
        }
        else
            Remove(grant, row);
        return Unit.Value;
    }

    private void Remove(Grant grant, T row)
    {
        grant.Remove(row);
        data.Set<T>().Remove(row);
    }
}
