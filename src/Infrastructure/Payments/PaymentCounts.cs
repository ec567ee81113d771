namespace OpenEvent.Infrastructure.Payments;

/// <summary>How many payments and refunds wait for the provider or for a person.</summary>
internal sealed record PaymentCounts(long UnsettledPayments, long UnsettledRefunds, long FailedRefunds, long OpenDisputes);
