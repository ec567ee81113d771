using FluentValidation;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources.Query;

namespace OpenEvent.Application.Events;

/// <summary>The rules of the list of places in a request.</summary>
internal static class RowPlaceRules
{
    /// <summary>At most 1000 entries, and both members of each are integers.</summary>
    /// <param name="row">The JSON name of the id, e.g. <c>speaker</c>.</param>
    /// <param name="place">The JSON name of the place, e.g. <c>order</c>.</param>
    public static void MustBePlaces<T>(this IRuleBuilderInitial<T, IReadOnlyList<RowPlace>?> rule, string row, string place) =>
        rule.Must(places => places is null || places.Count <= QueryLimits.ListValues)
            .WithMessage($"At most {QueryLimits.ListValues} {row}s can be reordered at once.")
            .At("/")
            .Must(places => places is null || places.All(p => p is { Id: not null, Place: not null }))
            .WithMessage($"Each entry must have the members {row} and {place}, which are integers.")
            .At("/");
}
