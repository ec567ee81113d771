namespace OpenEvent.Application.Ticketing;

/// <summary>
/// The attributes of a charge that are used. Card data is never sent to this server: the buyer's browser sends it to the provider.
/// </summary>
internal sealed record ChargeRequest(string? PaypalPayerId, string? PaypalPaymentId);
