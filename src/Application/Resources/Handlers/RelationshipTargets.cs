using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>Checks the targets of new links: they must be visible to the actor and belong to the same event.</summary>
internal static class RelationshipTargets
{
    /// <exception cref="RejectedException">NotFound or Invalid, with the pointer of the relationship.</exception>
    public static async Task RequireAsync<T>(
        IData data,
        Actor actor,
        T row,
        IEnumerable<(IForeignKey<T> Key, long? Id)> keys,
        CancellationToken ct
    )
        where T : Entity
    {
        List<Problem> missing = [];
        foreach (var (key, id) in keys)
        {
            if (id is null)
                continue;
            var pointer = $"/data/relationships/{key.Relationship.Name}/data";
            var type = key.Relationship.TargetResource!.Type;
            if (await key.FindTargetAsync(data, actor, id.Value, ct) is { } target)
                RequireSameEvent(row, target, type, pointer);
            else
                missing.AddRange(RejectedException.NotFound(type, ResourceKey.FromId(id.Value).Text, pointer).Problems);
        }

        if (missing.Count > 0)
            throw new RejectedException(RejectionKind.NotFound, missing);
    }

    public static void RequireSameEvent(Entity row, Entity target, string type, string pointer)
    {
        if (row is IEventContent here && target is IEventContent there && here.EventId != there.EventId)
            throw RejectedException.Invalid($"The {type} belongs to another event.", pointer);
    }
}
