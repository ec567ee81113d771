using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Ticketing;

/// <summary>Staff only, for reading and writing.</summary>
public sealed class TicketFeePolicy : Policy<TicketFee>
{
    public override Expression<Func<TicketFee, bool>> Visible(Actor actor) => actor.IsStaff ? _ => true : _ => false;

    public override bool HidesExistence => false;

    public override Decision List(Actor actor) => actor.StaffOnly();

    public override Decision Create(Actor actor, TicketFee draft) => actor.StaffOnly();

    public override Decision Update(Actor actor, TicketFee current, Changes<TicketFee> changes) => actor.StaffOnly();

    public override Decision Delete(Actor actor, TicketFee current) => actor.StaffOnly();
}
