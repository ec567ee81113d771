using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>
/// Checks the targets of foreign keys: they must be visible to the actor and belong to the same event, and their policies must allow the
/// link.
/// </summary>
internal static class RelationshipTargets
{
    /// <param name="row">Has its former keys, unless <paramref name="isNew"/> is true.</param>
    /// <param name="keys">The keys that change, with their new values.</param>
    /// <exception cref="RejectedException">NotFound, Invalid or Forbidden, with the pointer of the relationship.</exception>
    public static async Task RequireAsync<T>(
        IData data,
        IAuthorization authorization,
        T row,
        IEnumerable<(IForeignKey<T> Key, long? Id)> keys,
        bool isNew,
        CancellationToken ct
    )
        where T : Entity
    {
        List<Problem> missing = [];
        List<(Decision Decision, string Pointer)> decisions = [];
        foreach (var (key, id) in keys)
        {
            var pointer = key.Relationship.Pointer;
            if (!isNew && key.Relationship.OneEndReason is null && await key.FindCurrentTargetAsync(data, row, ct) is { } former)
                decisions.Add((key.DecideAtTarget(authorization.Actor, row, former, links: false).WithoutRule(), pointer));
            if (id is null)
                continue;
            var type = key.Relationship.TargetResource!.Type;
            if (await key.FindTargetAsync(data, authorization.Actor, id.Value, ct) is { } target)
            {
                RequireSameEvent(row, target, type, pointer);
                decisions.Add((key.DecideAtTarget(authorization.Actor, row, target, links: true), pointer));
            }
            else
                missing.AddRange(RejectedException.NotFound(type, ResourceKey.FromId(id.Value).Text, pointer).Problems);
        }

        if (missing.Count > 0)
            throw new RejectedException(RejectionKind.NotFound, missing);
        foreach (var (decision, pointer) in decisions)
            authorization.Require(decision, pointer);
    }

    public static void RequireSameEvent(Entity row, Entity target, string type, string pointer)
    {
        if (row is IEventContent here && target is IEventContent there && here.EventId != there.EventId)
            throw RejectedException.Invalid($"The {type} belongs to another event.", pointer);
    }
}
