namespace OpenEvent.Domain.Ticketing;

/// <summary>The orders of an event. It has the id and the identifier of the event.</summary>
public sealed class OrderStatisticsEvent : OrderStatistics;
