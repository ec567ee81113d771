namespace OpenEvent.Domain.Ticketing;

/// <summary>
/// The number of seats that a code is valid for, and how many have used it. A CHECK constraint ensures 0 ≤ used ≤ most.
/// </summary>
public abstract class CodeQuota
{
    public long CodeId { get; set; }

    /// <summary>The limit in seats; null if there is none.</summary>
    public int? Most { get; set; }

    /// <summary>The seats of orders that use the code.</summary>
    public int Used { get; set; }
}

/// <inheritdoc />
public sealed class DiscountCodeQuota : CodeQuota
{
    public DiscountCode Code { get; set; } = null!;
}

/// <inheritdoc />
public sealed class AccessCodeQuota : CodeQuota
{
    public AccessCode Code { get; set; } = null!;
}
