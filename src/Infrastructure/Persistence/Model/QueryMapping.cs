using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>Maps entities that are read from a query. They have no table, and nothing writes them.</summary>
internal static class QueryMapping
{
    /// <param name="sql">Selects the columns of the entity by their names, with <c>xmin</c> for the version.</param>
    public static void FromQuery<T>(this EntityTypeBuilder<T> entity, string sql)
        where T : class
    {
        entity.ToTable((string?)null);
        entity.ToSqlQuery(sql);
    }
}
