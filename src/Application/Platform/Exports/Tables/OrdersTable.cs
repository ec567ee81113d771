using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Platform;

/// <summary>The orders of an event.</summary>
internal sealed class OrdersTable(IData data, TimeProvider clock) : IExportTable
{
    private static readonly ExportColumn[] Columns =
    [
        new("Order#", 3),
        new("Order Date", 2.2),
        new("Completed At"),
        new("Status", 1.8),
        new("Payment Type", 1.2),
        new("Paid Via"),
        new("Total Amount", 1.4),
        new("Refunded Amount"),
        new("Currency", 0.9),
        new("Quantity", 0.9),
        new("Discount Code"),
        new("First Name"),
        new("Last Name"),
        new("Email", 3),
        new("Company"),
        new("Tax ID"),
        new("Address"),
        new("City"),
        new("State"),
        new("Zipcode"),
        new("Country"),
        new("Order Notes"),
    ];

    public string Name => "orders";

    public Task<IReadOnlyList<ExportColumn>> GetColumnsAsync(ExportContext context, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<ExportColumn>>(Columns);

    public async IAsyncEnumerable<string?[]> ReadAsync(ExportContext context, [EnumeratorCancellation] CancellationToken ct)
    {
        var id = context.EventId;
        var rows = KeysetBatches.ReadAsync(
            last =>
                data.Set<Order>()
                    .AsNoTracking()
                    .Where(o => o.EventId == id && o.Id > last)
                    .OrderBy(o => o.Id)
                    .Select(o => new
                    {
                        Order = o,
                        Quantity = o.Tickets.Sum(t => t.Quantity),
                        Code = o.DiscountCode == null ? null : o.DiscountCode.Code,
                        FirstName = o.User == null ? null : o.User.FirstName,
                        LastName = o.User == null ? null : o.User.LastName,
                        Email = o.User == null ? null : o.User.Email,
                    }),
            row => row.Order.Id,
            ct
        );
        await foreach (var row in rows)
        {
            var order = row.Order;
            var status = order.StatusAt(clock.GetUtcNow());
            yield return
            [
                order.Identifier,
                context.Format(order.CreatedAt),
                context.Format(order.CompletedAt),
                status.ToString().ToLowerInvariant(),
                order.PaymentMode,
                order.PaidVia,
                ExportContext.FormatAmount(order.Amount),
                ExportContext.FormatAmount(order.AmountRefunded),
                order.Terms.Currency,
                row.Quantity.ToString(CultureInfo.InvariantCulture),
                row.Code,
                row.FirstName,
                row.LastName,
                row.Email,
                order.Company,
                order.TaxBusinessInfo,
                order.Address,
                order.City,
                order.State,
                order.Zipcode,
                order.Country,
                order.OrderNotes,
            ];
        }
    }
}
