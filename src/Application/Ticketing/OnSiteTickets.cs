using System.Globalization;
using System.Text.Json;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// The attribute <c>on-site-tickets</c>: how many of which ticket are sold at the door. Each entry is <c>{id, quantity}</c> or that inside
/// <c>data.attributes</c>, as the published samples have it.
/// </summary>
internal static class OnSiteTickets
{
    /// <returns>Seats by ticket id.</returns>
    /// <exception cref="Refused">Invalid, with the entry's place.</exception>
    public static IReadOnlyDictionary<long, int> Read(string? json)
    {
        Dictionary<long, int> seats = [];
        if (json is null)
            return seats;
        using var document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Array)
            throw Refused.Invalid("Must be a list.", "/data/attributes/on-site-tickets");
        var place = 0;
        foreach (var entry in document.RootElement.EnumerateArray())
        {
            var fields = Member(Member(entry, "data"), "attributes") ?? entry;
            var isOne = Number(Member(fields, "id"), out var id) & Number(Member(fields, "quantity"), out var n);
            if (!isOne || n is < 1 or > Domain.Ticketing.SaleRules.MostSeats || !seats.TryAdd(id, (int)n))
                throw Refused.Invalid(
                    "Must be {id, quantity}, each ticket once, with a quantity of at least one.",
                    $"/data/attributes/on-site-tickets/{place}"
                );
            place++;
        }

        return seats;
    }

    private static JsonElement? Member(JsonElement? json, string name) =>
        json is { ValueKind: JsonValueKind.Object } o && o.TryGetProperty(name, out var member) ? member : null;

    private static bool Number(JsonElement? json, out long number)
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
