using System.Collections;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenEvent.Domain.Common;

namespace OpenEvent.Bench;

/// <summary>Maps rows for a baseline. It leaves out the navigations, so that a new one does not change the baseline's model.</summary>
internal static class ScalarMapping
{
    /// <param name="navigations">The navigations that the baseline uses.</param>
    public static EntityTypeBuilder<T> MapScalars<T>(this EntityTypeBuilder<T> entity, params string[] navigations)
        where T : class
    {
        foreach (var property in typeof(T).GetProperties().Where(p => IsNavigation(p.PropertyType) && !navigations.Contains(p.Name)))
            entity.Ignore(property.Name);
        if (typeof(Entity).IsAssignableFrom(typeof(T)))
            entity.Property(nameof(Entity.Version)).IsRowVersion();
        return entity;
    }

    private static bool IsNavigation(Type type) =>
        type != typeof(string) && !type.IsArray && (typeof(Entity).IsAssignableFrom(type) || typeof(IEnumerable).IsAssignableFrom(type));
}
