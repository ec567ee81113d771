using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Ticketing;

/// <summary>Staff only, for reading and writing.</summary>
public sealed class TicketFeePolicy : Policy<TicketFee>
{
    protected override Expression<Func<TicketFee, bool>> VisibleCore(Actor actor) => actor.IsStaff ? _ => true : _ => false;

    public override bool HidesExistence => false;

    protected override Decision ListCore(Actor actor) => actor.StaffOnly();

    protected override Decision CreateCore(Actor actor, TicketFee draft) => actor.StaffOnly();

    protected override Decision UpdateCore(Actor actor, TicketFee current, Changes<TicketFee> changes) => actor.StaffOnly();

    protected override Decision DeleteCore(Actor actor, TicketFee current) => actor.StaffOnly();
}
