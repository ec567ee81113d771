using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>A sale with the key of the row that it belongs to.</summary>
internal sealed class KeyedSale<TKey>
{
    public required TKey Key { get; init; }

    public required OrderStatus Status { get; init; }

    public required string Currency { get; init; }

    public required decimal Amount { get; init; }

    public required int Tickets { get; init; }
}
