namespace OpenEvent.Domain.Ticketing;

/// <summary>Who started a refund.</summary>
public enum RefundInitiator
{
    /// <summary>This server, because the payment came too late or did not fit the order.</summary>
    Server,

    /// <summary>A user, who cancelled the order or asked for the refund.</summary>
    User,

    /// <summary>The provider, or the organizer in its dashboard.</summary>
    Provider,
}
