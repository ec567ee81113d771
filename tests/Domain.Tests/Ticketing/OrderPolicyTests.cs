using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Tests.Identity;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Domain.Tests.Ticketing;

/// <summary>The table of <c>spec/mission.md</c> S2, row by row and field by field.</summary>
public class OrderPolicyTests
{
    private const long Event = 3;

    private static readonly OrderPolicy Policy = new();

    private static readonly string[] BuyersFields =
    [
        nameof(Order.Country),
        nameof(Order.Address),
        nameof(Order.City),
        nameof(Order.State),
        nameof(Order.Zipcode),
        nameof(Order.Company),
        nameof(Order.TaxBusinessInfo),
        nameof(Order.OrderNotes),
        nameof(Order.PaymentMode),
        nameof(Order.IsBillingEnabled),
    ];

    private static readonly string[] OthersFields =
    [
        nameof(Order.Amount),
        nameof(Order.CancelNote),
        nameof(Order.Identifier),
        nameof(Order.PaidVia),
        nameof(Order.TransactionId),
        nameof(Order.CompletedAt),
        nameof(Order.TicketsPdfUrl),
        nameof(Order.User),
        nameof(Order.Event),
        nameof(Order.DiscountCode),
        nameof(Order.Marketer),
        nameof(Order.CreatedAt),
    ];

    private static readonly OrderStatus[] Statuses = Enum.GetValues<OrderStatus>();

    private static IEnumerable<string> Fields => BuyersFields.Concat(OthersFields);

    private static Actor Who(string name) =>
        name switch
        {
            "super admin" => new(10, IsSuperAdmin: true, IsVerified: true),
            "admin" => new(11, IsAdmin: true, IsVerified: true),
            "owner" => At(EventRole.Owner),
            "organizer" => At(EventRole.Organizer),
            "co-organizer" => At(EventRole.Coorganizer),
            "registrar" => At(EventRole.Registrar),
            "track organizer" => At(EventRole.TrackOrganizer),
            "moderator" => At(EventRole.Moderator),
            "owner of another event" => new(30, IsVerified: true) { Roles = [new(99, EventRole.Owner)] },
            "buyer" => new(1, "buyer@example.org", IsVerified: true),
            "attendee" => new(2, "ann@example.org", IsVerified: true),
            "unverified attendee" => new(2, "ann@example.org"),
            "stranger" => new(5, "eve@example.org", IsVerified: true),
            _ => Actor.Anonymous,
        };

    private static Actor At(EventRole role) => new(20, "team@example.org", IsVerified: true) { Roles = [new(Event, role)] };

    private static Order An(OrderStatus status, decimal amount = 50)
    {
        var order = new Order
        {
            Id = 7,
            EventId = Event,
            UserId = 1,
            Status = status,
            Amount = amount,
        };
        order.Attendees.Add(new Attendee { Email = "ann@example.org" });
        return order;
    }

    [TestCase("super admin", true, true)]
    [TestCase("admin", true, true)]
    [TestCase("owner", true, true)]
    [TestCase("organizer", true, true)]
    [TestCase("co-organizer", true, true)]
    [TestCase("buyer", true, true)]
    [TestCase("attendee", true, false)]
    [TestCase("unverified attendee", false, false)]
    [TestCase("registrar", false, false)]
    [TestCase("track organizer", false, false)]
    [TestCase("moderator", false, false)]
    [TestCase("owner of another event", false, false)]
    [TestCase("stranger", false, false)]
    [TestCase("nobody", false, false)]
    public void Who_views_an_order_and_who_is_in_it(string name, bool sees, bool seesBuyer)
    {
        Assert.That(Policy.Sees(Who(name), An(OrderStatus.Placed)), Is.EqualTo(sees));
        Assert.That(sees && Policy.SeesPrivate(Who(name), An(OrderStatus.Placed)), Is.EqualTo(seesBuyer));
    }

    [Test]
    public void Whose_seat_was_taken_back_does_not_see_the_order_any_more()
    {
        var order = An(OrderStatus.Placed);
        order.Attendees[0].DeletedAt = DateTimeOffset.UnixEpoch;
        Assert.That(Policy.Sees(Who("attendee"), order), Is.False);
    }

    [TestCase("buyer", true)]
    [TestCase("super admin", false)]
    [TestCase("owner", false)]
    [TestCase("attendee", false)]
    [TestCase("nobody", false)]
    public void Only_the_buyer_pays(string name, bool may) =>
        Assert.That(OrderPolicy.Charge(Who(name), An(OrderStatus.Pending)).Allowed, Is.EqualTo(may));

    [TestCase("nobody", false)]
    [TestCase("stranger", true)]
    [TestCase("admin", true)]
    public void Who_orders_at_all(string name, bool may) => Assert.That(Policy.Create(Who(name), new Order()).Allowed, Is.EqualTo(may));

    [Test]
    public void Staff_change_every_field_in_every_status()
    {
        foreach (var status in Statuses)
        foreach (var field in Fields)
            Assert.That(Change("admin", An(status), field).Allowed, $"{status} {field}");
    }

    [TestCase("owner")]
    [TestCase("organizer")]
    [TestCase("co-organizer")]
    public void The_events_team_changes_no_field_of_others_orders_but_the_status(string name)
    {
        foreach (var status in Statuses)
        foreach (var field in Fields)
            Assert.That(Change(name, An(status), field), Refused(field), $"{status} {field}");
    }

    [Test]
    public void A_buyer_fills_in_his_checkout_and_nothing_else_and_nothing_afterwards()
    {
        foreach (var field in BuyersFields)
            Assert.That(Change("buyer", An(OrderStatus.Initializing), field).Allowed, field);
        foreach (var field in OthersFields)
            Assert.That(Change("buyer", An(OrderStatus.Initializing), field), Refused(field), field);
        foreach (var status in Statuses.Where(s => s != OrderStatus.Initializing))
        foreach (var field in Fields)
            Assert.That(Change("buyer", An(status), field), Refused(field), $"{status} {field}");
    }

    [TestCase("registrar")]
    [TestCase("track organizer")]
    [TestCase("moderator")]
    [TestCase("owner of another event")]
    [TestCase("attendee")]
    [TestCase("stranger")]
    [TestCase("nobody")]
    public void Everyone_else_changes_nothing(string name)
    {
        foreach (var status in Statuses)
        {
            foreach (var field in Fields)
                Assert.That(Change(name, An(status), field).Allowed, Is.False, $"{status} {field}");
            foreach (var to in Statuses)
                Assert.That(Move(name, An(status), to).Allowed, Is.False, $"{status} to {to}");
        }
    }

    [TestCase(
        "admin",
        50,
        "initializing→pending initializing→placed initializing→completed initializing→expired initializing→cancelled pending→placed pending→completed pending→expired pending→cancelled placed→completed placed→cancelled completed→cancelled"
    )]
    [TestCase(
        "owner",
        50,
        "initializing→pending initializing→placed initializing→expired initializing→cancelled pending→placed pending→completed pending→expired pending→cancelled placed→completed placed→cancelled completed→cancelled"
    )]
    [TestCase(
        "owner",
        0,
        "initializing→pending initializing→placed initializing→completed initializing→expired initializing→cancelled pending→placed pending→completed pending→expired pending→cancelled placed→completed placed→cancelled completed→cancelled"
    )]
    [TestCase("buyer", 50, "initializing→pending initializing→placed initializing→cancelled pending→cancelled placed→cancelled")]
    [TestCase(
        "buyer",
        0,
        "initializing→pending initializing→placed initializing→completed initializing→cancelled pending→cancelled placed→cancelled completed→cancelled"
    )]
    public void Who_moves_an_order_where(string name, int amount, string moves)
    {
        var allowed =
            from at in Statuses
            from to in Statuses
            where Move(name, An(at, amount), to).Allowed
            select $"{at}→{to}".ToLowerInvariant();
        Assert.That(allowed, Is.EquivalentTo(moves.Split(' ')));
    }

    [TestCase("admin", true)]
    [TestCase("super admin", true)]
    [TestCase("owner", false)]
    [TestCase("co-organizer", false)]
    [TestCase("buyer", false)]
    [TestCase("attendee", false)]
    [TestCase("nobody", false)]
    public void Only_staff_delete(string name, bool may) =>
        Assert.That(Policy.Delete(Who(name), An(OrderStatus.Completed)).Allowed, Is.EqualTo(may));

    [Test]
    public void Sending_everything_back_unchanged_is_no_error()
    {
        foreach (var name in new[] { "admin", "owner", "buyer" })
            Assert.That(Policy.Update(Who(name), An(OrderStatus.Completed), Changes<Order>.None).Allowed, name);
    }

    private static NUnit.Framework.Constraints.Constraint Refused(string field) =>
        Has.Property(nameof(Decision.Allowed)).False.And.Property(nameof(Decision.Field)).EqualTo(field);

    private static Decision Change(string name, Order order, string field) =>
        Policy.Update(Who(name), order, Touching.The<Order>(field, field));

    private static Decision Move(string name, Order order, OrderStatus to) =>
        Policy.Update(
            Who(name),
            order,
            new Changes<Order>([
                new Change<Order, OrderStatus>(nameof(Order.Status), "status", to, o => o.Status, (o, s) => o.Status = s, (a, b) => a == b),
            ])
        );
}
