namespace OpenEvent.Domain.Events;

/// <summary>Seats and money by order status. Money in the event's currency.</summary>
public readonly record struct EventSales(
    int CompletedTickets,
    decimal CompletedSales,
    int PlacedTickets,
    decimal PlacedSales,
    int PendingTickets,
    decimal PendingSales
);
