using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>What the provider has given back of a payment, or may have to.</summary>
/// <param name="Refunds">Oldest first.</param>
/// <param name="Dispute">The open dispute, else the last one. Null: none.</param>
public sealed record ProviderReversals(IReadOnlyList<ProviderRefund> Refunds, ProviderDispute? Dispute);

/// <summary>The state of a refund at the provider.</summary>
public enum ProviderRefundState
{
    Pending,
    Succeeded,
    Failed,
}

/// <summary>A refund at the provider.</summary>
/// <param name="Failure">The provider's reason for a failed refund.</param>
/// <param name="Amount">In major units (e.g. euros).</param>
/// <param name="Reference">The reference of this server. Null: someone else has started the refund.</param>
public sealed record ProviderRefund(string Id, ProviderRefundState State, string? Failure, decimal Amount, string? Reference);

/// <summary>A dispute at the provider.</summary>
/// <param name="Amount">In major units (e.g. euros).</param>
/// <param name="Reason">The provider's code for the buyer's reason.</param>
/// <param name="DueAt">Until when the organizer can answer. Null: they cannot.</param>
public sealed record ProviderDispute(string Id, DisputeState State, decimal Amount, string? Reason, DateTimeOffset? DueAt);
