using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Platform;

/// <summary>The sales of all events, for staff.</summary>
internal sealed class SalesTable(IData data, TimeProvider clock) : IExportTable
{
    public const string Kind = "sales-csv";

    private const int BatchSize = 200;

    private static readonly ExportColumn[] Columns =
    [
        new("Event Name"),
        new("Event Identifier"),
        new("Event State"),
        new("Event Starts At"),
        new("Event Ends At"),
        new("Owner Name"),
        new("Owner Email"),
        new("Currency"),
        new("Tickets Completed"),
        new("Sales Completed"),
        new("Tickets Placed"),
        new("Sales Placed"),
        new("Tickets Pending"),
        new("Sales Pending"),
    ];

    public string Name => "sales";

    public Task<IReadOnlyList<ExportColumn>> GetColumnsAsync(ExportContext context, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<ExportColumn>>(Columns);

    public async IAsyncEnumerable<string?[]> ReadAsync(ExportContext context, [EnumeratorCancellation] CancellationToken ct)
    {
        var batches = KeysetBatches.ReadBatchesAsync(
            last =>
                Select(context.Status)
                    .Where(e => e.Id > last)
                    .OrderBy(e => e.Id)
                    .Select(e => new
                    {
                        Event = e,
                        Owner = data.Set<UsersEventsRole>()
                            .Where(r => r.EventId == e.Id && r.RoleId == Role.OwnerId)
                            .Select(r => r.User)
                            .FirstOrDefault(),
                    }),
            row => row.Event.Id,
            BatchSize,
            ct
        );
        await foreach (var batch in batches)
        {
            var sales = await SumAsync([.. batch.Select(r => r.Event.Id)], ct);
            foreach (var row in batch)
                yield return Describe(context, row.Event, row.Owner, [.. sales[row.Event.Id]]);
        }
    }

    private async Task<ILookup<long, EventSale>> SumAsync(List<long> events, CancellationToken ct) =>
        (
            await data.GetSales()
                .Where(s => events.Contains(s.EventId))
                .GroupBy(s => new
                {
                    s.EventId,
                    s.Status,
                    s.Currency,
                })
                .Select(g => new EventSale(g.Key.EventId, g.Key.Status, g.Key.Currency, g.Sum(s => s.Amount), g.Sum(s => s.Tickets)))
                .ToListAsync(ct)
        ).ToLookup(s => s.EventId);

    private IQueryable<Event> Select(string? status)
    {
        var now = clock.GetUtcNow();
        var events = data.Set<Event>().AsNoTracking().Where(e => e.DeletedAt == null);
        return status switch
        {
            "live" => events.Where(e => e.State == EventState.Published && e.EndsAt > now),
            "past" => events.Where(e => e.EndsAt <= now),
            "draft" => events.Where(e => e.State == EventState.Draft),
            _ => events,
        };
    }

    private static string?[] Describe(ExportContext context, Event e, User? owner, List<EventSale> sales)
    {
        return
        [
            e.Name,
            e.Identifier,
            e.State.ToString().ToLowerInvariant(),
            context.Format(e.StartsAt),
            context.Format(e.EndsAt),
            owner?.FullName,
            owner?.Email,
            e.SalesCurrency,
            Tickets(OrderStatus.Completed),
            Amount(OrderStatus.Completed),
            Tickets(OrderStatus.Placed),
            Amount(OrderStatus.Placed),
            Tickets(OrderStatus.Pending),
            Amount(OrderStatus.Pending),
        ];

        string Tickets(OrderStatus status) =>
            sales.Where(s => s.Status == status).Sum(s => s.Tickets).ToString(CultureInfo.InvariantCulture);

        string Amount(OrderStatus status) =>
            ExportContext.FormatAmount(sales.Where(s => s.Status == status && s.Currency == e.SalesCurrency).Sum(s => s.Amount));
    }

    /// <summary>What an event sold in one state and currency.</summary>
    private sealed record EventSale(long EventId, OrderStatus Status, string Currency, decimal Amount, int Tickets);
}
