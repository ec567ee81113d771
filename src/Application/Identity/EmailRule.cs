using FluentValidation;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Identity;

/// <summary>The rule for e-mail addresses in requests, which are compared in their normal form.</summary>
internal static class EmailRule
{
    public static IRuleBuilderOptions<T, string?> IsEmailAddress<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(email => EmailAddress.IsValid(EmailAddress.Normalize(email ?? ""))).WithMessage("Not a valid email address.");
}
