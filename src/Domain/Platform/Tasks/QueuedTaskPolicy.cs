using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Platform;

/// <summary>
/// Only the user who started a task sees it and downloads its result, and a token only what it started itself. Staff do not: results
/// contain personal data.
/// </summary>
public sealed class QueuedTaskPolicy : Policy<QueuedTask>
{
    protected override Expression<Func<QueuedTask, bool>> VisibleCore(Actor actor)
    {
        if (actor.UserId is not { } userId)
            return _ => false;
        return actor.TokenId is { } tokenId ? t => t.OwnerId == userId && t.TokenId == tokenId : t => t.OwnerId == userId;
    }

    protected override Decision CreateCore(Actor actor, QueuedTask draft) =>
        Decision.AllowIf(draft.OwnerId is { } owner && actor.IsUser(owner), "A task belongs to the user who starts it.");
}
