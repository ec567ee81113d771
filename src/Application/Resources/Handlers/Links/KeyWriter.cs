using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>
/// Changes one foreign key, as PATCH of the document would: the row's policy decides, and the use case or the hooks of its declaration run.
/// </summary>
internal sealed class KeyWriter(IData data, IAuthorization authorization, IMediator mediator, TimeProvider clock)
{
    /// <param name="row">Tracked, with what its policy reads.</param>
    /// <param name="targetsAreChecked">Whether the caller has asked the policies of the former and the new target.</param>
    /// <returns>Whether the key changed.</returns>
    public async Task<bool> WriteAsync<T>(
        Resource<T> resource,
        T row,
        IForeignKey<T> key,
        long? to,
        bool targetsAreChecked,
        CancellationToken ct
    )
        where T : Entity
    {
        var name = key.Relationship.Name;
        var changes = new Changes<T>([key.ChangeTo(to)]).ThatWouldChange(row);
        var grant = authorization.Require(resource.Policy.Update(authorization.Actor, row, changes), key.Relationship.Pointer);
        if (changes.IsEmpty)
            return false;
        if (to is null && !key.IsOptional)
            throw RejectedException.Invalid($"{resource.WithArticleAtStart} must have its {name}.", "/data");
        if (key.Relationship.IsFixed || key.Relationship.IsReadOnly)
            throw RejectedException.Forbidden($"The {name} of {resource.WithArticle} cannot be changed.", "/data");
        if (!targetsAreChecked)
            await RelationshipTargets.RequireAsync(data, authorization, row, [(key, to)], isNew: false, ct);
        if (resource.UpdateUseCase is { } updateUseCase)
        {
            await mediator.Send(updateUseCase(row, changes), ct);
            return true;
        }

        grant.Change(row, changes);
        changes.ApplyTo(row);
        foreach (var (operation, run) in resource.Hooks)
            if (operation == WriteOperation.Update)
                await run(row, changes, new HookContext(data, authorization.Actor, clock), ct);
        return true;
    }
}
