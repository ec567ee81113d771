using System.Globalization;
using System.Text.Json;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Common;
using OpenEvent.WebApi.Identity;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>
/// Reads <c>{"scans": [{"id": uuid, "code": text, "scanned-at"?: instant, "device-name"?: text, "session-id"?: number}]}</c>.
/// </summary>
internal static class ScanBody
{
    private const int MaxLength = 200;

    public static readonly JsonSerializerOptions KebabCase = new() { PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower };

    /// <exception cref="RejectedException">
    /// Malformed if the body is not a JSON object; Invalid with a problem for each entry that cannot be read.
    /// </exception>
    public static Task<IReadOnlyList<RecordScans.ScanRequest>> ReadAsync(HttpContext http) => NamedRouteBody.ReadAsync(http, Read, []);

    private static IReadOnlyList<RecordScans.ScanRequest> Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw RejectedException.Malformed("The body is not a JSON object.", pointer: "");
        if (!root.TryGetProperty("scans", out var list) || list.ValueKind != JsonValueKind.Array)
            throw RejectedException.Invalid("Must be a list.", "/scans");
        List<Problem> problems = [];
        List<RecordScans.ScanRequest> readings = [];
        foreach (var (entry, i) in list.EnumerateArray().Select((e, i) => (e, i)))
        {
            if (entry.ValueKind != JsonValueKind.Object)
            {
                problems.Add(new Problem("Must be an object {id, code}.", $"/scans/{i}"));
                continue;
            }

            Guid.TryParseExact(ReadText(entry, "id"), "D", out var id);
            DateTimeOffset? at = null;
            if (ReadText(entry, "scanned-at") is { } text)
            {
                if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var when))
                    at = when.ToUniversalTime();
                else
                    problems.Add(new Problem("Must be an ISO 8601 date and time.", $"/scans/{i}/scanned-at"));
            }

            readings.Add(
                new RecordScans.ScanRequest(
                    id,
                    ReadText(entry, "code") ?? "",
                    at,
                    ReadText(entry, "device-name"),
                    ReadNumber(entry, "session-id")
                )
            );
        }

        return problems.Count == 0 ? readings : throw new RejectedException(RejectionKind.Invalid, problems);
    }

    /// <returns>Null if the member is missing, or not a string of 1 to 200 valid characters.</returns>
    public static string? ReadText(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && JsonText.TryRead(value, MaxLength) is { Length: > 0 } text ? text : null;

    /// <returns>Null if the member is missing or not an integer.</returns>
    public static long? ReadNumber(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? JsonInteger.Read(value) : null;
}
