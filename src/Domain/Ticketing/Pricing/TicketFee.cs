using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Ticketing;

/// <summary>The platform's fee on tickets sold in a currency.</summary>
public sealed class TicketFee : Entity
{
    public string? Currency { get; set; }

    /// <summary>Used for event invoices only. The price of an order ignores it.</summary>
    public string Country { get; set; } = "";

    /// <summary>In percent of the price; null means 0.</summary>
    public decimal? ServiceFee { get; set; }

    /// <summary>The maximum fee of one line of an order; null for no maximum.</summary>
    public decimal? MaximumFee { get; set; }
}

/// <summary>Staff only, for reading and writing.</summary>
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
