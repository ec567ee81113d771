using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.Rush;

/// <summary>Orders a second, against pgbench running the statements that one order issues, in turn, on the same durable PostgreSQL.</summary>
internal sealed class Throughput(Options options, EmbeddedPostgres postgres, Servers servers, Books books, Crowd crowd)
{
    public async Task<int> RunAsync()
    {
        var hot = await Shop.OpenAsync(crowd.Owner, new Scenario("hot", 1, 10_000_000));
        var n = 0;
        var log = await new Statements(postgres, servers).DuringAsync(() => OrderAsync(hot, n++), () => OrderAsync(hot, n++));
        await File.WriteAllTextAsync(Path.Combine(Path.GetTempPath(), "rush-order.log"), log);
        return 0;
    }

    private Task OrderAsync(Shop shop, int n) => crowd.PersistAsync(
        crowd.Buyers[n % crowd.Buyers.Count], "/v1/orders/create-order", JsonSerializer.Serialize(new { tickets = new[] { new { id = shop.Tickets[n % shop.Tickets.Count], quantity = 1 } } }), $"{shop.EventId} {n}", 0);
}
