namespace OpenEvent.Domain.Ticketing;

/// <summary>How far a refund is.</summary>
public enum RefundState
{
    /// <summary>The provider has to be asked, or asked again.</summary>
    Pending,

    /// <summary>The provider has accepted it and is at it.</summary>
    Sent,

    Succeeded,

    /// <summary>The provider will not, or could not: somebody has to look.</summary>
    Failed,

    /// <summary>The money never came through this server: the organizer gives it back himself.</summary>
    ByHand,
}
