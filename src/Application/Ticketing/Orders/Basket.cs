using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Seats of one event that somebody wants, with the codes that are good for them.</summary>
/// <param name="UnlockedTicketIds">The hidden tickets that the access code opens.</param>
/// <param name="Pointer">Where the request names its codes.</param>
/// <param name="IsPlacedByStaff">Staff apply any discount and use none of it up.</param>
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
    /// <summary>The discount code whose uses the order takes.</summary>
    public long? CountedDiscountCodeId => IsPlacedByStaff ? null : DiscountCode?.Id;

    /// <summary>How many seats of it the access code is for.</summary>
    public int AccessCodeSeats => AccessCode is null ? 0 : Seats.Where(s => UnlockedTicketIds.Contains(s.Ticket.Id)).Sum(s => s.Quantity);
}
