namespace OpenEvent.Domain.Ticketing;

/// <summary>The state of a dispute (chargeback), in which the buyer's bank takes a payment back.</summary>
public enum DisputeState
{
    /// <summary>The organizer can answer it, or the bank is deciding. The provider refuses refunds.</summary>
    Open,

    /// <summary>The organizer keeps the money.</summary>
    Won,

    /// <summary>The buyer has the money back.</summary>
    Lost,
}
