using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

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
        for (var last = 0L; ; )
        {
            var batch = await Select(context.Status)
                .Where(e => e.Id > last)
                .OrderBy(e => e.Id)
                .Take(BatchSize)
                .Select(e => new
                {
                    Event = e,
                    Owner = data.Set<UsersEventsRole>()
                        .Where(r => r.EventId == e.Id && r.RoleId == Role.OwnerId)
                        .Select(r => r.User)
                        .FirstOrDefault(),
                })
                .ToListAsync(ct);
            var ids = batch.Select(r => r.Event.Id).ToList();
            var sales = await data.Set<Event>()
                .Where(e => ids.Contains(e.Id))
                .OrderBy(e => e.Id)
                .Select(Orders.GetSales(data))
                .ToListAsync(ct);
            foreach (var (row, sold) in batch.Zip(sales))
                yield return Describe(context, row.Event, row.Owner, sold);
            if (batch.Count < BatchSize)
                yield break;
            last = ids[^1];
        }
    }

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

    private static string?[] Describe(ExportContext context, Event e, User? owner, EventSales sold) =>
        [
            e.Name,
            e.Identifier,
            e.State.ToString().ToLowerInvariant(),
            context.Format(e.StartsAt),
            context.Format(e.EndsAt),
            owner?.FullName,
            owner?.Email,
            e.SalesCurrency,
            sold.CompletedTickets.ToString(CultureInfo.InvariantCulture),
            sold.CompletedSales.ToString("0.00##", CultureInfo.InvariantCulture),
            sold.PlacedTickets.ToString(CultureInfo.InvariantCulture),
            sold.PlacedSales.ToString("0.00##", CultureInfo.InvariantCulture),
            sold.PendingTickets.ToString(CultureInfo.InvariantCulture),
            sold.PendingSales.ToString("0.00##", CultureInfo.InvariantCulture),
        ];
}
