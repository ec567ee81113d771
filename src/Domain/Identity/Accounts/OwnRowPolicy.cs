using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Identity;

/// <summary>Users and staff see the rows of an account. The policy of the type decides what they write.</summary>
public abstract class OwnRowPolicy<T> : Policy<T>
    where T : Entity, IOwnedByUser
{
    /// <summary>Why users may not list the rows of all users.</summary>
    protected abstract string ListReason { get; }

    /// <summary>Why other users may not write a row.</summary>
    protected abstract string OwnerReason { get; }

    protected override Expression<Func<T, bool>> VisibleCore(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        var userId = actor.UserId;
        return r => r.UserId == userId;
    }

    protected override Decision ListCore(Actor actor) => Decision.AllowIf(actor.IsStaff, ListReason);

    protected override bool CanSeePrivateCore(Actor actor, T row) => actor.IsStaff || actor.IsUser(row.UserId);

    protected override Expression<Func<T, bool>>? PrivateToCore(Actor actor) =>
        actor switch
        {
            { IsStaff: true } => _ => true,
            { UserId: { } userId } => r => r.UserId == userId,
            _ => null,
        };

    /// <param name="file">Set by the compiler.</param>
    /// <param name="rule">Set by the compiler.</param>
    protected Decision OwnerOrStaffOnly(Actor actor, T row, [CallerFilePath] string? file = null, [CallerMemberName] string? rule = null) =>
        Decision.AllowIf(actor.IsStaff || actor.IsUser(row.UserId), OwnerReason, null, file, rule);
}
