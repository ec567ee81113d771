namespace OpenEvent.Domain.Ticketing;

/// <summary>How many seats a code is good for and how many have used it: 0 ≤ used ≤ most, which the database itself guards.</summary>
public abstract class CodeQuota
{
    public long CodeId { get; set; }

    /// <summary>Null: no limit.</summary>
    public int? Most { get; set; }

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
