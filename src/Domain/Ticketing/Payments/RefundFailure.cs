namespace OpenEvent.Domain.Ticketing;

/// <summary>The reasons of failed refunds that this server gives itself, and their texts for people.</summary>
public static class RefundFailure
{
    /// <summary>The provider's own code, too.</summary>
    public const string Disputed = "charge_disputed";

    public const string AccessLost = "access_lost";

    public const string Rejected = "refused";

    /// <returns>What the failure means and what to do.</returns>
    public static string Explain(string? failure) =>
        failure switch
        {
            Disputed => "The payment is disputed, so the provider refuses a refund until the dispute is decided.",
            AccessLost => "The event's account at the provider no longer accepts this server. Connect it again, then refund again.",
            "lost_or_stolen_card" => "The buyer's card was reported lost or stolen. Pay the money back by other means.",
            "expired_or_canceled_card" => "The buyer's card has expired. Pay the money back by other means.",
            "insufficient_funds" => "The account at the provider has too little money. Add money, then refund again.",
            null => "The provider gave no reason.",
            _ => $"The provider's reason is {failure}.",
        };
}
