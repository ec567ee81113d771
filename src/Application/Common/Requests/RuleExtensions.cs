using FluentValidation;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Common;

/// <summary>What the rules of requests say besides FluentValidation's own words.</summary>
internal static class RuleExtensions
{
    /// <summary>
    /// The place of the value: a JSON pointer into the body such as <c>/data/email</c>, a query parameter such as <c>?name</c>, or, in the
    /// rules of a list's entries, a member name such as <c>id</c>.
    /// </summary>
    public static IRuleBuilderOptions<T, TValue> At<T, TValue>(this IRuleBuilderOptions<T, TValue> rule, string place) =>
        rule.OverridePropertyName(place);

    /// <summary>Rejects with another kind than Invalid, which is 422.</summary>
    public static IRuleBuilderOptions<T, TValue> As<T, TValue>(this IRuleBuilderOptions<T, TValue> rule, RejectionKind kind) =>
        rule.WithState(_ => kind);
}
