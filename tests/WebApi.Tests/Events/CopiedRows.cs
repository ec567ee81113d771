using System.Text.Json;
using OpenEvent.Application.Resources;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Events;

/// <summary>Reads the rows of an event from the database, so that an original and its copy can be compared column by column.</summary>
internal static class CopiedRows
{
    /// <summary>Columns that differ because the copy is another row: its id, its stamp, and the keys of the event and its rows.</summary>
    private static readonly string[] Identity = ["id", "created_at", "event_id", "faq_type_id", "custom_form_id"];

    /// <returns>Each row as JSON, without <see cref="Identity"/>.</returns>
    public static async Task<IReadOnlyList<string>> ReadAsync(OpenEventServer server, Resource resource, string eventId)
    {
        var (table, condition) = Find(resource, eventId);
        var rows = await server.SqlAsync<string>(
            $"""
            SELECT coalesce(jsonb_agg(to_jsonb(t) - ARRAY['{string.Join("','", Identity)}'] ORDER BY id), '[]')::text
            FROM {table} t WHERE {condition} AND (to_jsonb(t) -> 'deleted_at') IS NOT DISTINCT FROM 'null'::jsonb
               OR {condition} AND NOT to_jsonb(t) ? 'deleted_at'
            """
        );
        return [.. JsonDocument.Parse(rows).RootElement.EnumerateArray().Select(r => r.GetRawText())];
    }

    /// <returns>When each row was created. Empty if the type has no such column.</returns>
    public static async Task<IReadOnlyList<DateTimeOffset?>> ReadCreationTimesAsync(
        OpenEventServer server,
        Resource resource,
        string eventId
    )
    {
        var (table, condition) = Find(resource, eventId);
        var times = await server.SqlAsync<string>(
            $"""
            SELECT coalesce(jsonb_agg(to_jsonb(t) -> 'created_at' ORDER BY id), '[]')::text
            FROM {table} t WHERE {condition} AND to_jsonb(t) ? 'created_at'
            """
        );
        return JsonSerializer.Deserialize<DateTimeOffset?[]>(times)!;
    }

    private static (string Table, string Condition) Find(Resource resource, string eventId) =>
        (
            resource.Path.Replace('-', '_'),
            resource.AllRelationships.Any(r => r is { IsToMany: false, Name: "event" })
                ? $"event_id = {eventId}"
                : $"custom_form_id IN (SELECT id FROM custom_forms WHERE event_id = {eventId})"
        );

    /// <returns>The columns of an event, as text.</returns>
    public static async Task<Dictionary<string, string?>> ReadEventAsync(OpenEventServer server, string id) =>
        JsonDocument
            .Parse(await server.SqlAsync<string>($"SELECT to_jsonb(e)::text FROM events e WHERE id = {id}"))
            .RootElement.EnumerateObject()
            .ToDictionary(p => p.Name, p => p.Value.ValueKind == JsonValueKind.Null ? null : p.Value.ToString());
}
