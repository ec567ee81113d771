namespace OpenEvent.Domain.Events;

/// <summary>The number of tickets and the sales by order status. Sales are in the event's currency.</summary>
public readonly record struct EventSales(
    int CompletedTickets,
    decimal CompletedSales,
    int PlacedTickets,
    decimal PlacedSales,
    int PendingTickets,
    decimal PendingSales
);
