using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Ticketing;

namespace OpenEvent.WebApi.Tests.ResourceApi;

/// <summary>Rows that are inserted without EF's change tracker are read back by EF unchanged.</summary>
[TestFixture]
public sealed class BulkInserterTests : TicketedEventFixture
{
    private ApiClient _buyer = null!;
    private long _ticket;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _buyer = await Server.RegisterUserAsync();
        _ticket = await TestEvent.CreateTicketAsync(10);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Every_column_of_an_order_and_its_attendee_and_ticket_line_is_stored(bool full)
    {
        var order = CreateFilled(new Order(), full);
        var seat = CreateFilled(new Attendee { TicketId = _ticket, Order = order }, full);
        var line = CreateFilled(new OrderTicket { TicketId = _ticket }, full);
        order.EventId = EventId;
        order.UserId = _buyer.UserId;
        order.MarketerId = full ? _buyer.UserId : null;
        order.AmountRefunded = order.Amount ?? 0;
        order.DiscountCodeId = null;
        order.AccessCodeId = null;
        order.EventInvoiceId = null;
        seat.EventId = EventId;
        seat.TicketId = _ticket;
        seat.CreatorId = _buyer.UserId;
        line.TicketId = _ticket;
        line.Quantity = 3;
        line.Discounted = 2;
        if (full)
            Fill(order.Terms);
        await WriteAsync(order, seat, line);

        await using var scope = Server.App.Services.CreateServerScope();
        var data = scope.ServiceProvider.GetRequiredService<IData>();
        var read = await data.Set<Order>()
            .AsNoTracking()
            .Include(o => o.Attendees)
            .Include(o => o.Tickets)
            .SingleAsync(o => o.Id == order.Id);
        seat.OrderId = order.Id;
        line.OrderId = order.Id;
        Assert.That(order.Id, Is.Positive);
        AssertSame(data, order, read);
        AssertSame(data, seat, read.Attendees.Single());
        AssertSame(data, line, read.Tickets.Single());
        foreach (var term in typeof(PriceTerms).GetProperties().Where(p => p.CanWrite))
            Assert.That(term.GetValue(read.Terms), Is.EqualTo(term.GetValue(order.Terms)), term.Name);
    }

    [Test]
    public async Task A_row_that_the_database_rejects_is_a_conflict_and_rolls_back_the_others()
    {
        var one = new Order
        {
            Identifier = "the-same",
            EventId = EventId,
            CreatedAt = DateTimeOffset.UnixEpoch,
        };
        var two = new Order
        {
            Identifier = "the-same",
            EventId = EventId,
            CreatedAt = DateTimeOffset.UnixEpoch,
        };
        Assert.That(
            async () => await WriteAsync(one, two),
            Throws.TypeOf<RejectedException>().With.Property(nameof(RejectedException.Kind)).EqualTo(RejectionKind.Conflict)
        );
        Assert.That(await Server.SqlAsync<long>("SELECT count(*) FROM orders WHERE identifier = 'the-same'"), Is.Zero);
    }

    [Test]
    public async Task Interpolated_values_become_parameters()
    {
        await using var scope = Server.App.Services.CreateServerScope();
        var data = scope.ServiceProvider.GetRequiredService<IData>();
        await using var transaction = await data.BeginTransactionAsync(CancellationToken.None);
        const string Evil = "'; DROP TABLE orders; --";
        Assert.That(
            await data.ExecuteSqlAsync(
                new DirectWrite("Test", "users.details", DirectWriteCoverage.ServerOnly, "", ""),
                $"UPDATE users SET details = {Evil} WHERE id = {_buyer.UserId}",
                CancellationToken.None
            ),
            Is.EqualTo(1)
        );
        await transaction.CommitAsync(CancellationToken.None);
        Assert.That(await Server.SqlAsync<string>($"SELECT details FROM users WHERE id = {_buyer.UserId}"), Is.EqualTo(Evil));
    }

    private long EventId => long.Parse(TestEvent.EventId, System.Globalization.CultureInfo.InvariantCulture);

    private async Task WriteAsync(params object[] rows)
    {
        await using var scope = Server.App.Services.CreateServerScope();
        var data = scope.ServiceProvider.GetRequiredService<IData>();
        await using var transaction = await data.BeginTransactionAsync(CancellationToken.None);
        scope.ServiceProvider.GetRequiredService<IAuthorization>().AsServer().Create(rows);
        await data.BulkInsertAsync(rows, CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
    }

    private static T CreateFilled<T>(T row, bool full)
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

    /// <summary>Sets a different value in each property that is a column.</summary>
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
                : $"Value {n} ñ",
            var type when type == typeof(int) => n,
            var type when type == typeof(bool) => true,
            var type when type == typeof(decimal) => n + 0.25m,
            var type when type == typeof(DateTimeOffset) => new DateTimeOffset(2026, 5, (n % 28) + 1, 12, 0, 0, TimeSpan.Zero),
            { IsEnum: true } type => Enum.GetValues(type).GetValue(1),
            _ => null,
        };

    private static void AssertSame(IData data, object written, object read)
    {
        var type = ((DbContext)data).Model.FindEntityType(written.GetType())!;
        foreach (var property in type.GetProperties().Select(p => p.PropertyInfo).OfType<PropertyInfo>())
            Assert.That(property.GetValue(read), Is.EqualTo(property.GetValue(written)), $"{written.GetType().Name}.{property.Name}");
    }
}
