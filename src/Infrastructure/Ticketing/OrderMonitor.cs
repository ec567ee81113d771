using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace OpenEvent.Infrastructure.Ticketing;

/// <summary>
/// Counts the orders that hold seats until they expire, by status, every minute, for the metric <c>openevent.orders</c>. It counts rows
/// instead of events, so that a restart loses nothing and orders that a statement expires are included. All servers of a database report
/// the same numbers. The index of orders with an expiry time has only these orders, so the cost does not grow with the orders of the past.
/// </summary>
internal sealed class OrderMonitor : RecurringJob
{
    internal const string Query = "SELECT lower(status), count(*) FROM orders WHERE expires_at IS NOT NULL GROUP BY status";

    private readonly NpgsqlDataSource _source;

    /// <summary>What the gauge reports.</summary>
    private volatile IReadOnlyDictionary<string, long> _orders = new Dictionary<string, long>();

    public OrderMonitor(NpgsqlDataSource source, IMeterFactory factory, TimeProvider clock, ILogger<OrderMonitor> log)
        : base(TimeSpan.FromMinutes(1), clock, log)
    {
        _source = source;
        factory
            .Create("OpenEvent")
            .CreateObservableGauge(
                "openevent.orders",
                () => _orders.Select(o => new Measurement<long>(o.Value, new KeyValuePair<string, object?>("status", o.Key))),
                "{order}",
                "Orders that hold seats until they expire, by status"
            );
    }

    protected override Task RunAsync(CancellationToken ct) => CountAsync(ct);

    internal async Task CountAsync(CancellationToken ct)
    {
        await using var command = _source.CreateCommand(Query);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var orders = new Dictionary<string, long>();
        while (await reader.ReadAsync(ct))
            orders[reader.GetString(0)] = reader.GetInt64(1);
        _orders = orders;
    }
}
