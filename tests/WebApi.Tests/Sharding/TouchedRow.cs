using System.Text.Json;

namespace OpenEvent.WebApi.Tests.Sharding;

/// <summary>A row that a statement has read or written.</summary>
/// <param name="Row">Its columns with keys.</param>
/// <param name="IsNew">Whether the row is as the statement leaves it: inserted or updated.</param>
internal sealed record TouchedRow(string Table, bool IsNew, JsonElement Row, string Statement)
{
    /// <returns>Null: it has no such column, or no value in it.</returns>
    public long? Key(string column) =>
        Row is { ValueKind: JsonValueKind.Object } keys
        && keys.TryGetProperty(column, out var value)
        && value.ValueKind == JsonValueKind.Number
            ? value.GetInt64()
            : null;
}
