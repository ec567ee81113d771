using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>The foreign keys that a copy of an event changes.</summary>
internal static class EventKeys
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
