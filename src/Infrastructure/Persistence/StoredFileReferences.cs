using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Lab;
using OpenEvent.Domain.Platform;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// Searches the text columns of all tables that can show pictures for paths, in one statement. It reads whole tables, so only background
/// work uses it.
/// </summary>
internal sealed class StoredFileReferences(OpenEventDb db) : IStoredFileReferences
{
    /// <summary>Large tables whose texts show no pictures.</summary>
    private static readonly HashSet<Type> WithoutPictures =
    [
        typeof(Activity),
        typeof(Attendee),
        typeof(LabCall),
        typeof(Domain.Notifications.Mail),
        typeof(Order),
        typeof(Payment),
        typeof(Refund),
    ];

    /// <summary>The columns to search in each table. They are constants of the model.</summary>
    private static string? _sql;

    public async Task<IReadOnlyCollection<string>> FindNamedAsync(IReadOnlyCollection<string> paths, CancellationToken ct)
    {
        if (paths.Count == 0)
            return [];
        string[] searched = [.. paths];
        return await db.Database.SqlQueryRaw<string>(_sql ??= CreateSql(db.Model), [searched]).ToListAsync(ct);
    }

    private static string CreateSql(IModel model)
    {
        var tables = model
            .GetEntityTypes()
            .Where(t => t.ClrType.IsSubclassOf(typeof(Entity)) && t.GetTableName() is not null && !WithoutPictures.Contains(t.ClrType))
            .Select(t => (Table: t.GetTableName()!, Columns: t.GetProperties().Where(IsText).Select(p => p.GetColumnName()).ToList()))
            .Where(t => t.Columns.Count > 0)
            .Select(t =>
                $"EXISTS (SELECT 1 FROM \"{t.Table}\" WHERE strpos(concat_ws(' ', {string.Join(", ", t.Columns.Select(c => $"\"{c}\""))}), "
                + "searched.path) > 0)"
            );
        return $"SELECT searched.path AS \"Value\" FROM unnest({{0}}) AS searched (path) WHERE {string.Join("\n OR ", tables)}";
    }

    private static bool IsText(IProperty property) => property.ClrType == typeof(string);
}
