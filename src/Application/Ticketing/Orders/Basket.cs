using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>The requested seats of one event, with the codes that apply to them.</summary>
/// <param name="UnlockedTicketIds">The hidden tickets that the access code unlocks.</param>
/// <param name="IsPlacedByStaff">Staff apply any discount code. Their orders do not count as uses of the code.</param>
/// <param name="Pointer">The JSON pointer under which the request names its codes.</param>
internal sealed record Basket(
    Event Event,
    IReadOnlyList<SeatRequest> Seats,
    DiscountCode? DiscountCode,
    AccessCode? AccessCode,
    IReadOnlySet<long> UnlockedTicketIds,
    bool IsPlacedByStaff,
    string Pointer
)
{
    /// <summary>The discount code whose use count the order increases. Null for orders of staff.</summary>
    public long? CountedDiscountCodeId => IsPlacedByStaff ? null : DiscountCode?.Id;

    /// <summary>The number of seats that need the access code.</summary>
    public int AccessCodeSeats => AccessCode is null ? 0 : Seats.Where(s => UnlockedTicketIds.Contains(s.Ticket.Id)).Sum(s => s.Quantity);
}
