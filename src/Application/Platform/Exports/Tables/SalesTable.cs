using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Platform;

/// <summary>The sales of all events, for staff.</summary>
internal sealed class SalesTable(IData data, TimeProvider clock) : ExportTable<SalesTable.Row>
{
    public const string CsvKind = "sales-csv";
    public const string PdfKind = "sales-pdf";

    private const int BatchSize = 200;

    internal sealed record Row(Event Event, User? Owner, IReadOnlyList<EventSale> Sales)
    {
        public string Tickets(OrderStatus status) =>
            Sales.Where(s => s.Status == status).Sum(s => s.Tickets).ToString(CultureInfo.InvariantCulture);

        public string Amount(OrderStatus status) =>
            ExportContext.FormatAmount(Sales.Where(s => s.Status == status && s.Currency == Event.SalesCurrency).Sum(s => s.Amount));
    }

    /// <summary>What an event sold in one state and currency.</summary>
    internal sealed record EventSale(long EventId, OrderStatus Status, string Currency, decimal Amount, int Tickets);

    public override string Name => "sales";

    public override IReadOnlyList<string> RequiredModules => [TokenModule.Ticketing];

    protected override Task<IReadOnlyList<TableField<Row>>> GetFieldsAsync(ExportContext context, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<TableField<Row>>>([
            new("Event Name", r => r.Event.Name, 3),
            new("Event Identifier", r => r.Event.Identifier),
            new("Event State", r => r.Event.State.ToString().ToLowerInvariant()),
            new("Event Starts At", r => context.Format(r.Event.StartsAt), 2),
            new("Event Ends At", r => context.Format(r.Event.EndsAt)),
            new("Owner Name", r => r.Owner?.FullName),
            new("Owner Email", r => r.Owner?.Email),
            new("Currency", r => r.Event.SalesCurrency, 1),
            new("Tickets Completed", r => r.Tickets(OrderStatus.Completed), 1),
            new("Sales Completed", r => r.Amount(OrderStatus.Completed), 1.5),
            new("Tickets Placed", r => r.Tickets(OrderStatus.Placed), 1),
            new("Sales Placed", r => r.Amount(OrderStatus.Placed), 1.5),
            new("Tickets Pending", r => r.Tickets(OrderStatus.Pending)),
            new("Sales Pending", r => r.Amount(OrderStatus.Pending)),
        ]);

    protected override async IAsyncEnumerable<Row> ReadRowsAsync(ExportContext context, [EnumeratorCancellation] CancellationToken ct)
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
                yield return new Row(row.Event, row.Owner, [.. sales[row.Event.Id]]);
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
            ExportStatus.Live => events.Where(e => e.State == EventState.Published && e.EndsAt > now),
            ExportStatus.Past => events.Where(e => e.EndsAt <= now),
            ExportStatus.Draft => events.Where(e => e.State == EventState.Draft),
            _ => events,
        };
    }
}
