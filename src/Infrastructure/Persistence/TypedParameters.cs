using Npgsql;
using NpgsqlTypes;

namespace OpenEvent.Infrastructure.Persistence;

internal static class TypedParameters
{
    /// <summary>Adds a positional parameter. Null becomes NULL.</summary>
    public static void Add(this NpgsqlParameterCollection parameters, NpgsqlDbType type, object? value) =>
        parameters.Add(new NpgsqlParameter { NpgsqlDbType = type, Value = value ?? DBNull.Value });
}
