using Microsoft.EntityFrameworkCore.Metadata;

namespace OpenEvent.Bench.ReadCost;

/// <summary>SQL expressions for the values of columns. <c>n</c> is the id of the row.</summary>
internal static class ColumnValues
{
    private const string LongText = "(SELECT '<p>' || string_agg(md5(n::text || i), ' ') || '</p>' FROM generate_series(1, 30) i)";

    /// <summary>States in which most people see a row.</summary>
    private static readonly string[] Visible = ["Published", "Accepted", "Completed", "Sent"];

    private static readonly string[] LongTexts =
    [
        "description",
        "short_abstract",
        "long_abstract",
        "answer",
        "message",
        "short_biography",
        "long_biography",
        "comment",
        "comments",
        "about",
    ];

    private static readonly Dictionary<string, string> FixedValues = new()
    {
        ["events.timezone"] = "'UTC'",
        ["events.identifier"] = "substr(md5(n::text), 1, 8)",
        ["events.ends_at"] = "now() + interval '400 days'",
        ["events.starts_at"] = "now() + interval '300 days'",
        ["events.payment_currency"] = "'EUR'",
        ["tickets.type"] = "'free'",
        ["lab_bookings.ends_at"] = "now() + n * interval '1 hour'",
        ["lab_bookings.starts_at"] = "now() + n * interval '1 hour' - interval '1 minute'",
        ["session_types.length"] = "'00:30'",
    };

    /// <returns>Null: the column is left out.</returns>
    public static string? For(string table, string column, string type, bool isNullable, bool hasDefault, IProperty? property)
    {
        if (FixedValues.TryGetValue($"{table}.{column}", out var known))
            return known;
        if (property?.GetContainingForeignKeys().FirstOrDefault() is { } key)
            return ForLink(key, property, isNullable);
        if (column == "id" && type is "bigint" or "integer")
            return "n";
        if (Array.IndexOf(LongTexts, column) >= 0 && type is "text" or "character varying")
            return LongText;
        if (isNullable || hasDefault)
            return
                property is { ClrType: var text }
                && text == typeof(string)
                && isNullable
                && column.EndsWith("name", StringComparison.Ordinal)
                ? "'Name of ' || n"
                : null;
        return ForRequired(column, type, property);
    }

    /// <summary>One event for all rows, unless an event has only one of them.</summary>
    private static string? ForLink(IForeignKey key, IProperty property, bool isNullable)
    {
        var principal = key.PrincipalEntityType;
        var isOwn = principal == key.DeclaringEntityType;
        if (isNullable && (isOwn || principal.ClrType.Name is "Role"))
            return null;
        if (principal.ClrType.Name == "Role")
            return "3";
        var isUnique =
            key.IsUnique
            || property.IsPrimaryKey() && property.FindContainingPrimaryKey()!.Properties.Count == 1
            || property.GetContainingIndexes().Any(i => i.IsUnique && i.Properties.All(p => p.IsForeignKey() && p.Name == property.Name));
        return principal.ClrType.Name == "Event" && !isUnique ? $"{RowFiller.FirstId}" : "n";
    }

    private static string ForRequired(string column, string type, IProperty? property)
    {
        var clrType = property?.ClrType;
        if (clrType is { IsEnum: true } && type is "text" or "character varying")
        {
            var names = Enum.GetNames(clrType!);
            return $"'{Visible.FirstOrDefault(names.Contains) ?? names[0]}'";
        }

        return type switch
        {
            "boolean" => "false",
            "text" or "character varying" => column.Contains("email", StringComparison.Ordinal) || column == "recipient"
                ? "'person' || n || '@example.org'"
                : $"'{column} of ' || n",
            "timestamp with time zone" => "now()",
            "uuid" => "gen_random_uuid()",
            "jsonb" or "json" => "'{}'",
            "bytea" => "decode(md5(n::text), 'hex')",
            "date" => "current_date",
            "ARRAY" => "'{}'",
            _ => "1",
        };
    }
}
