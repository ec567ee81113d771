namespace OpenEvent.StripeStub;

/// <summary>What happens to a webhook.</summary>
public enum WebhookFault
{
    Lost,
    Duplicated,

    /// <summary>It arrives two seconds later, after those of later events.</summary>
    Late,
}
