using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>One order that counts as a sale.</summary>
internal sealed class Sale
{
    public required long EventId { get; init; }

    public required long? DiscountCodeId { get; init; }

    public required long? MarketerId { get; init; }

    public required OrderStatus Status { get; init; }

    public required string Currency { get; init; }

    public required decimal Amount { get; init; }

    public required int Tickets { get; init; }
}
