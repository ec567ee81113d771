using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Ticketing;

namespace OpenEvent.WebApi.Tests.Engine;

/// <summary>Rows that go past EF into the database come back through EF as they were.</summary>
[TestFixture]
public sealed class NewRowsTests : BoxOfficeFixture
{
    private Client _buyer = null!;
    private long _ticket;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _buyer = await Server.SomebodyAsync();
        _ticket = await Office.TicketAsync(10);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Every_column_of_an_order_its_seat_and_its_line_is_kept(bool full)
    {
        var order = Filled(new Order(), full);
        var (seat, line) = (
            Filled(new Attendee { TicketId = _ticket, Order = order }, full),
            Filled(new OrderTicket { TicketId = _ticket }, full)
        );
        (order.EventId, order.UserId, order.MarketerId, order.DiscountCodeId, order.AccessCodeId, order.EventInvoiceId) = (
            EventId,
            _buyer.UserId,
            full ? _buyer.UserId : null,
            null,
            null,
            null
        );
        (seat.EventId, seat.TicketId, seat.CreatorId, line.TicketId, line.Quantity, line.Discounted) = (
            EventId,
            _ticket,
            _buyer.UserId,
            _ticket,
            3,
            2
        );
        if (full)
            Fill(order.Terms);
        await WriteAsync(order, seat, line);

        await using var scope = Server.App.Services.CreateAsyncScope();
        var data = scope.ServiceProvider.GetRequiredService<IData>();
        var read = await data.Set<Order>()
            .AsNoTracking()
            .Include(o => o.Attendees)
            .Include(o => o.Tickets)
            .SingleAsync(o => o.Id == order.Id);
        (seat.OrderId, line.OrderId) = (order.Id, order.Id);
        Assert.That(order.Id, Is.Positive);
        Same(data, order, read);
        Same(data, seat, read.Attendees.Single());
        Same(data, line, read.Tickets.Single());
        foreach (var term in typeof(PriceTerms).GetProperties().Where(p => p.CanWrite))
            Assert.That(term.GetValue(read.Terms), Is.EqualTo(term.GetValue(order.Terms)), term.Name);
    }

    [Test]
    public async Task A_row_that_the_database_refuses_is_a_conflict_and_takes_the_others_with_it()
    {
        var (one, two) = (
            new Order
            {
                Identifier = "the-same",
                EventId = EventId,
                CreatedAt = DateTimeOffset.UnixEpoch,
            },
            new Order
            {
                Identifier = "the-same",
                EventId = EventId,
                CreatedAt = DateTimeOffset.UnixEpoch,
            }
        );
        Assert.That(
            async () => await WriteAsync(one, two),
            Throws.TypeOf<Refused>().With.Property(nameof(Refused.Kind)).EqualTo(RefusalKind.Conflict)
        );
        Assert.That(await Server.SqlAsync<long>("SELECT count(*) FROM orders WHERE identifier = 'the-same'"), Is.Zero);
    }

    [Test]
    public async Task What_is_in_braces_is_a_parameter()
    {
        await using var scope = Server.App.Services.CreateAsyncScope();
        var data = scope.ServiceProvider.GetRequiredService<IData>();
        await using var work = await data.BeginAsync(CancellationToken.None);
        const string Evil = "'; DROP TABLE orders; --";
        Assert.That(
            await data.ExecuteAsync($"UPDATE users SET details = {Evil} WHERE id = {_buyer.UserId}", CancellationToken.None),
            Is.EqualTo(1)
        );
        await work.CommitAsync(CancellationToken.None);
        Assert.That(await Server.SqlAsync<string>($"SELECT details FROM users WHERE id = {_buyer.UserId}"), Is.EqualTo(Evil));
    }

    private long EventId => long.Parse(Office.EventId, System.Globalization.CultureInfo.InvariantCulture);

    private async Task WriteAsync(params object[] rows)
    {
        await using var scope = Server.App.Services.CreateAsyncScope();
        var data = scope.ServiceProvider.GetRequiredService<IData>();
        await using var work = await data.BeginAsync(CancellationToken.None);
        await data.InsertAsync(rows, CancellationToken.None);
        await work.CommitAsync(CancellationToken.None);
    }

    private static T Filled<T>(T row, bool full)
        where T : class
    {
        if (full)
            Fill(row);
        foreach (var text in typeof(T).GetProperties().Where(p => p.Name == "Identifier"))
            text.SetValue(row, Guid.NewGuid().ToString());
        foreach (var time in typeof(T).GetProperties().Where(p => p.Name == "CreatedAt"))
            time.SetValue(row, new DateTimeOffset(2026, 5, 1, 12, 30, 15, TimeSpan.Zero).AddMicroseconds(123456));
        return row;
    }

    /// <summary>A value of its own for each property that holds one.</summary>
    private static void Fill(object row)
    {
        var n = 1;
        foreach (var property in row.GetType().GetProperties().Where(p => p.CanWrite && p.Name is not ("Id" or "Version")))
        {
            if (ValueFor(property, ++n) is { } value)
                property.SetValue(row, value);
        }
    }

    private static object? ValueFor(PropertyInfo property, int n) =>
        (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) switch
        {
            var type when type == typeof(string) => property.Name.Contains("Field", StringComparison.Ordinal)
            || property.Name.Contains("Times", StringComparison.Ordinal)
                ? null
                : $"Wert {n} ñ",
            var type when type == typeof(int) => n,
            var type when type == typeof(bool) => true,
            var type when type == typeof(decimal) => n + 0.25m,
            var type when type == typeof(DateTimeOffset) => new DateTimeOffset(2026, 5, (n % 28) + 1, 12, 0, 0, TimeSpan.Zero),
            { IsEnum: true } type => Enum.GetValues(type).GetValue(1),
            _ => null,
        };

    private static void Same(IData data, object written, object read)
    {
        var type = ((DbContext)data).Model.FindEntityType(written.GetType())!;
        foreach (var property in type.GetProperties().Select(p => p.PropertyInfo).OfType<PropertyInfo>())
            Assert.That(property.GetValue(read), Is.EqualTo(property.GetValue(written)), $"{written.GetType().Name}.{property.Name}");
    }
}
