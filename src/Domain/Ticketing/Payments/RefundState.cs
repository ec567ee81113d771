namespace OpenEvent.Domain.Ticketing;

/// <summary>The state of a refund.</summary>
public enum RefundState
{
    /// <summary>The server has to send it to the provider, or to send it again.</summary>
    Pending,

    /// <summary>The provider has accepted it and is processing it.</summary>
    Sent,

    Succeeded,

    /// <summary>The provider rejected it or could not carry it out, at once or later. A person has to act.</summary>
    Failed,

    /// <summary>The payment was made outside the server. The organizer refunds it themselves.</summary>
    ByHand,
}
