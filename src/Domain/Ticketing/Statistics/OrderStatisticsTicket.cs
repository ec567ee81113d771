namespace OpenEvent.Domain.Ticketing;

/// <summary>The orders of a ticket. It has the id of the ticket.</summary>
public sealed class OrderStatisticsTicket : OrderStatistics;
