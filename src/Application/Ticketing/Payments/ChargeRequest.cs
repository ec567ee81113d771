namespace OpenEvent.Application.Ticketing;

/// <summary>What a client says when it wants to pay. A card is never among it: that goes from the buyer's browser to the provider.</summary>
internal sealed record ChargeRequest(string? PaypalPayerId, string? PaypalPaymentId);
