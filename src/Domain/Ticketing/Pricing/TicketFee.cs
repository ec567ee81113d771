using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Ticketing;

/// <summary>What the platform takes of a ticket sold in a currency.</summary>
public sealed class TicketFee : Entity
{
    public string? Currency { get; set; }

    /// <summary>For event invoices; the price of an order does not ask for it.</summary>
    public string Country { get; set; } = "";

    /// <summary>In percent of the price; null is zero.</summary>
    public decimal? ServiceFee { get; set; }

    /// <summary>The most of one line of an order; null: no limit.</summary>
    public decimal? MaximumFee { get; set; }
}

/// <summary>Staff's, from end to end.</summary>
public sealed class TicketFeePolicy : Policy<TicketFee>
{
    public override Expression<Func<TicketFee, bool>> Visible(Actor actor) => actor.IsStaff ? _ => true : _ => false;

    public override bool HidesExistence => false;

    public override Decision List(Actor actor) => StaffOnly(actor);

    public override Decision Create(Actor actor, TicketFee draft) => StaffOnly(actor);

    public override Decision Update(Actor actor, TicketFee current, Changes<TicketFee> changes) => StaffOnly(actor);

    public override Decision Delete(Actor actor, TicketFee current) => StaffOnly(actor);

    private static Decision StaffOnly(Actor actor) => Decision.AllowIf(actor.IsStaff, reason: "Admin access is required.");
}
