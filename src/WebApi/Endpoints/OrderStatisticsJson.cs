using System.Text.Json;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>Order statistics as a JSON:API document. They are not a resource: they cannot be filtered, included or changed.</summary>
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

    /// <summary>Clients expect the status <c>draft</c>, which no order has.</summary>
    private static Dictionary<string, decimal> ByStatus(
        GetOrderStatistics.OrderStatistics statistics,
        Func<GetOrderStatistics.StatusTotals, decimal> value
    )
    {
        var numbers = Enum.GetValues<OrderStatus>()
            .ToDictionary(s => s.ToString().ToLowerInvariant(), s => statistics.ByStatus.TryGetValue(s, out var row) ? value(row) : 0);
        var total = numbers.Values.Sum();
        numbers["draft"] = 0;
        numbers["total"] = total;
        return numbers;
    }
}
