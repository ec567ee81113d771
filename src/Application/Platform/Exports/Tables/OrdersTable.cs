using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Platform;

/// <summary>The orders of an event.</summary>
internal sealed class OrdersTable(IData data, TimeProvider clock) : ExportTable<OrdersTable.Row>
{
    internal sealed record Row(Order Order, int Quantity, string? Code, string? FirstName, string? LastName, string? Email);

    public override string Name => "orders";

    public override IReadOnlyList<string> RequiredModules => [TokenModule.Ticketing];

    protected override Task<IReadOnlyList<TableField<Row>>> GetFieldsAsync(ExportContext context, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<TableField<Row>>>([
            new("Order#", r => r.Order.Identifier, 3),
            new("Order Date", r => context.Format(r.Order.CreatedAt), 2.2),
            new("Completed At", r => context.Format(r.Order.CompletedAt)),
            new("Status", r => r.Order.StatusAt(clock.GetUtcNow()).ToString().ToLowerInvariant(), 1.8),
            new("Payment Type", r => r.Order.PaymentMode, 1.2),
            new("Paid Via", r => r.Order.PaidVia),
            new("Total Amount", r => ExportContext.FormatAmount(r.Order.Amount), 1.4),
            new("Refunded Amount", r => ExportContext.FormatAmount(r.Order.AmountRefunded)),
            new("Currency", r => r.Order.Terms.Currency, 0.9),
            new("Quantity", r => r.Quantity.ToString(CultureInfo.InvariantCulture), 0.9),
            new("Discount Code", r => r.Code),
            new("First Name", r => r.FirstName),
            new("Last Name", r => r.LastName),
            new("Email", r => r.Email, 3),
            new("Company", r => r.Order.Company),
            new("Tax ID", r => r.Order.TaxBusinessInfo),
            new("Address", r => r.Order.Address),
            new("City", r => r.Order.City),
            new("State", r => r.Order.State),
            new("Zipcode", r => r.Order.Zipcode),
            new("Country", r => r.Order.Country),
            new("Order Notes", r => r.Order.OrderNotes),
        ]);

    protected override IAsyncEnumerable<Row> ReadRowsAsync(ExportContext context, CancellationToken ct)
    {
        var id = context.EventId;
        return KeysetBatches.ReadAsync(
            last =>
                data.Set<Order>()
                    .AsNoTracking()
                    .Where(o => o.EventId == id && o.Id > last)
                    .OrderBy(o => o.Id)
                    .Select(o => new Row(
                        o,
                        o.Tickets.Sum(t => t.Quantity),
                        o.DiscountCode == null ? null : o.DiscountCode.Code,
                        o.User == null ? null : o.User.FirstName,
                        o.User == null ? null : o.User.LastName,
                        o.User == null ? null : o.User.Email
                    )),
            row => row.Order.Id,
            ct
        );
    }
}
