using System.Linq.Expressions;

namespace OpenEvent.Domain.Common;

/// <summary>Staff read and only the server writes. Others are told that the rows exist.</summary>
public sealed class StaffReadPolicy<T> : Policy<T>
    where T : Entity
{
    public override bool HidesExistence => false;

    protected override Expression<Func<T, bool>> VisibleCore(Actor actor) => actor.IsStaff ? _ => true : _ => false;

    protected override Decision ListCore(Actor actor) => actor.StaffOnly();
}
