using FluentValidation;
using OpenEvent.Application.Common;

namespace OpenEvent.Application.Platform;

/// <summary>The rule of the status in a request for an export.</summary>
internal static class ExportStatusRule
{
    public static void IsStatusOf<T>(this IRuleBuilder<T, string?> rule, Func<T, string> kindOf) =>
        rule.Must((export, status) => ExportStatus.IsValid(kindOf(export), status))
            .WithMessage(export => $"Must be one of: {string.Join(", ", ExportStatus.Of(kindOf(export)).Prepend(ExportStatus.All))}.")
            .At("/status");
}
