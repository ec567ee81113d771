namespace OpenEvent.Domain.Common;

/// <summary>The result of a policy: allowed, or denied with a reason for people.</summary>
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

    /// <summary>The JSON name of the attribute or relationship that was denied, if it was a single one.</summary>
    public string? Field { get; }

    public static Decision Deny(string reason, string? field = null) => new(false, reason, field);

    public static Decision AllowIf(bool isAllowed, string reason, string? field = null) => isAllowed ? Allow : Deny(reason, field);

    /// <summary>This decision if it denies, else the next one.</summary>
    public Decision And(Func<Decision> next) => IsAllowed ? next() : this;
}
