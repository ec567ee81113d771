using System.Text.Json;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>Order statistics, shaped as JSON:API; nobody filters, links or changes them.</summary>
internal static class OrderStatisticsJson
{
    public static byte[] Create(GetOrderStatistics.OrderStatistics statistics, bool isForTicket, string self)
    {
        var links = new Dictionary<string, object> { ["self"] = self };
        return JsonSerializer.SerializeToUtf8Bytes(
            new Dictionary<string, object>
            {
                ["data"] = new Dictionary<string, object>
                {
                    ["type"] = isForTicket ? "order-statistics-ticket" : "order-statistics-event",
                    ["id"] = statistics.Id.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    ["attributes"] = new Dictionary<string, object>
                    {
                        ["identifier"] = statistics.Identifier,
                        ["orders"] = ByStatus(statistics, r => r.Orders),
                        ["sales"] = ByStatus(statistics, r => r.Sales / 1.000000000000000000000000000m),
                        ["tickets"] = ByStatus(statistics, r => r.Seats),
                    },
                    ["links"] = links,
                },
                ["links"] = links,
                ["jsonapi"] = new Dictionary<string, object> { ["version"] = "1.0" },
            }
        );
    }

    /// <summary><c>draft</c> is a status that clients know and no order ever has.</summary>
    private static Dictionary<string, decimal> ByStatus(
        GetOrderStatistics.OrderStatistics statistics,
        Func<GetOrderStatistics.StatusTotals, decimal> value
    )
    {
        var numbers = Enum.GetValues<OrderStatus>()
            .ToDictionary(s => s.ToString().ToLowerInvariant(), s => statistics.ByStatus.TryGetValue(s, out var row) ? value(row) : 0);
        var total = numbers.Values.Sum();
        (numbers["draft"], numbers["total"]) = (0, total);
        return numbers;
    }
}
