using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>What orders of one status and currency add to the statistics of a row.</summary>
internal sealed record OrderTotalsPart(long RowId, OrderStatus Status, string Currency, OrderTotals Totals);
