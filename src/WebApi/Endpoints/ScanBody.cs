using System.Globalization;
using System.Text.Json;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>Reads <c>{"scans": [{"id": uuid, "code": text, "scanned-at"?: instant, "device-name"?: text, "session-id"?: number}]}</c>.</summary>
internal static class ScanBody
{
    private const int LongestText = 200;

    public static readonly JsonSerializerOptions Dashed = new() { PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower };

    /// <exception cref="Refused">Malformed or Invalid, with each wrong place.</exception>
    public static IReadOnlyList<RecordScans.Reading> Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw Refused.Malformed("The body is not a JSON object.", pointer: "");
        if (!root.TryGetProperty("scans", out var list) || list.ValueKind != JsonValueKind.Array)
            throw Refused.Invalid("Must be a list.", "/scans");
        if (list.GetArrayLength() is 0 or > RecordScans.Most)
            throw Refused.Invalid($"One to {RecordScans.Most} scans at once.", "/scans");
        List<Problem> problems = [];
        List<RecordScans.Reading> readings = [];
        HashSet<Guid> ids = [];
        foreach (var (entry, i) in list.EnumerateArray().Select((e, i) => (e, i)))
        {
            if (entry.ValueKind != JsonValueKind.Object)
            {
                problems.Add(new Problem("Must be an object {id, code}.", $"/scans/{i}"));
                continue;
            }

            if (!Guid.TryParseExact(Text(entry, "id"), "D", out var id) || !ids.Add(id))
                problems.Add(new Problem("Must be a UUID that no other scan has.", $"/scans/{i}/id"));
            var code = Text(entry, "code");
            if (code is null)
                problems.Add(new Problem("Must be the text of a ticket's code.", $"/scans/{i}/code"));
            DateTimeOffset? at = null;
            if (Text(entry, "scanned-at") is { } said)
            {
                if (DateTimeOffset.TryParse(said, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var when))
                    at = when.ToUniversalTime();
                else
                    problems.Add(new Problem("Not an ISO 8601 date and time.", $"/scans/{i}/scanned-at"));
            }

            readings.Add(new RecordScans.Reading(id, code ?? "", at, Text(entry, "device-name"), Number(entry, "session-id")));
        }

        return problems.Count == 0 ? readings : throw new Refused(RefusalKind.Invalid, problems);
    }

    /// <returns>null where it is absent, empty, too long, no text, or no valid one.</returns>
    public static string? Text(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            return value.GetString() is { Length: > 0 and <= LongestText } text && !text.Contains('\0', StringComparison.Ordinal)
                ? text
                : null;
        }
        catch (InvalidOperationException)
        {
            return null; // half of a surrogate pair
        }
    }

    /// <returns>null where it is absent or no number.</returns>
    public static long? Number(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value)
            ? value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number)
            || long.TryParse(Text(json, name), NumberStyles.None, CultureInfo.InvariantCulture, out number)
                ? number
                : null
            : null;
}
