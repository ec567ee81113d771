using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>The foreign keys of a row that point to other rows of its event, so that a copy of the event changes them.</summary>
internal static class CopiedForeignKeys
{
    /// <returns>Those that point to the event or to rows that are copied with it. All others keep their value.</returns>
    public static IReadOnlyList<IForeignKey<T>> Of<T>(Resource<T> resource)
        where T : Entity =>
        [
            .. resource
                .Relationships.OfType<IForeignKey<T>>()
                .Where(k =>
                    k.Relationship.TargetResource is { } target && (target.IsCopiedWithEvent || target.EntityType == typeof(Event))
                ),
        ];
}
