using FluentValidation;
using OpenEvent.Application.Common;

namespace OpenEvent.Application.Events;

/// <summary>The rule of a message to organizers.</summary>
internal static class OrganizerMessageRule
{
    private const int MaxLength = 5000;

    public static void IsOrganizerMessage<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(message => message?.Trim().Length is >= 1 and <= MaxLength)
            .WithMessage($"The message must have 1 to {MaxLength} characters.")
            .At("/email");
}
