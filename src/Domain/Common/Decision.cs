using System.Runtime.CompilerServices;

namespace OpenEvent.Domain.Common;

/// <summary>The result of a policy: allowed, or denied with a reason for people and the name of the rule.</summary>
public readonly record struct Decision
{
    /// <summary>How the methods end that a policy overrides: <see cref="Policy{T}"/>.</summary>
    private const string Core = "Core";

    private Decision(bool isAllowed, string? reason, string? field, string? file, string? rule)
    {
        IsAllowed = isAllowed;
        Reason = reason;
        Field = field;
        _file = file;
        Rule = rule is not null && rule.EndsWith(Core, StringComparison.Ordinal) ? rule[..^Core.Length] : rule;
    }

    private readonly string? _file;

    public static Decision Allow { get; } = new(true, null, null, null, null);

    public bool IsAllowed { get; }

    public string? Reason { get; }

    /// <summary>The JSON name of the attribute or relationship that was denied, if it was a single one.</summary>
    public string? Field { get; }

    /// <summary>The name of the policy that denied; null if a use case did. A policy's file has its name.</summary>
    public string? Policy =>
        Path.GetFileNameWithoutExtension(_file) is { } name && name.EndsWith("Policy", StringComparison.Ordinal) ? name : null;

    /// <summary>One of <see cref="ProblemCode"/>; null: that of the status.</summary>
    public string? Code { get; init; }

    /// <summary>The operation of the policy that denied, e.g. <c>Update</c>.</summary>
    public string? Rule { get; }

    /// <param name="file">Set by the compiler.</param>
    /// <param name="rule">Set by the compiler.</param>
    public static Decision Deny(
        string reason,
        string? field = null,
        [CallerFilePath] string? file = null,
        [CallerMemberName] string? rule = null
    ) => new(false, reason, field, file, rule);

    /// <inheritdoc cref="Deny" />
    public static Decision AllowIf(
        bool isAllowed,
        string reason,
        string? field = null,
        [CallerFilePath] string? file = null,
        [CallerMemberName] string? rule = null
    ) => isAllowed ? Allow : Deny(reason, field, file, rule);

    /// <summary>The same decision without its rule, if it is about a row that the actor may not see.</summary>
    public Decision WithoutRule() => new(IsAllowed, Reason, Field, null, null) { Code = Code };

    /// <summary>This decision if it denies, else the next one.</summary>
    public Decision And(Func<Decision> next) => IsAllowed ? next() : this;
}
