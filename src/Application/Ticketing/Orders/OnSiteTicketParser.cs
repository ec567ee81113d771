using System.Globalization;
using System.Text.Json;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Parses the attribute <c>on-site-tickets</c>: the tickets and quantities that are sold on site. An entry is <c>{id, quantity}</c>, or
/// has these members inside <c>data.attributes</c>, as in the published samples of the reference server.
/// </summary>
internal static class OnSiteTicketParser
{
    /// <returns>The number of seats for each ticket id.</returns>
    /// <exception cref="RejectedException">Invalid, with a pointer to the entry.</exception>
    public static IReadOnlyDictionary<long, int> Parse(string? json)
    {
        Dictionary<long, int> seats = [];
        if (json is null)
            return seats;
        using var document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Array)
            throw RejectedException.Invalid("Must be a list.", "/data/attributes/on-site-tickets");
        var index = 0;
        foreach (var entry in document.RootElement.EnumerateArray())
        {
            var fields = GetMember(GetMember(entry, "data"), "attributes") ?? entry;
            var isValid = TryGetNumber(GetMember(fields, "id"), out var id) & TryGetNumber(GetMember(fields, "quantity"), out var n);
            if (!isValid || n is < 1 or > Domain.Ticketing.SaleRules.MaxSeatsPerOrder || !seats.TryAdd(id, (int)n))
                throw RejectedException.Invalid(
                    "Must be {id, quantity} with a quantity of at least 1, and each ticket once.",
                    $"/data/attributes/on-site-tickets/{index}"
                );
            index++;
        }

        return seats;
    }

    private static JsonElement? GetMember(JsonElement? json, string name) =>
        json is { ValueKind: JsonValueKind.Object } o && o.TryGetProperty(name, out var member) ? member : null;

    private static bool TryGetNumber(JsonElement? json, out long number)
    {
        number = 0;
        return json is { } value
            && value.ValueKind switch
            {
                JsonValueKind.Number => value.TryGetInt64(out number),
                JsonValueKind.String => long.TryParse(
                    value.GetRawText().Trim('"'),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out number
                ),
                _ => false,
            };
    }
}
