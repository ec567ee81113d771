namespace OpenEvent.Domain.Common;

/// <summary>What a policy says: allowed, or the reason that a person can read.</summary>
public readonly record struct Decision
{
    private Decision(bool isAllowed, string? reason, string? field)
    {
        IsAllowed = isAllowed;
        Reason = reason;
        Field = field;
    }

    public static Decision Allow { get; } = new(true, null, null);

    public bool IsAllowed { get; }

    public string? Reason { get; }

    /// <summary>The wire name of the attribute or relationship that was refused, if one was.</summary>
    public string? Field { get; }

    public static Decision Deny(string reason, string? field = null) => new(false, reason, field);

    public static Decision AllowIf(bool isAllowed, string reason, string? field = null) => isAllowed ? Allow : Deny(reason, field);

    /// <summary>This refusal, or else the next decision.</summary>
    public Decision And(Func<Decision> next) => IsAllowed ? next() : this;
}
