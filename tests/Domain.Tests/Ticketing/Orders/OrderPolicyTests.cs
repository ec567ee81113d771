using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Tests.Identity;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Domain.Tests.Ticketing;

/// <summary>The table in docs/reference/orders.md#permissions-on-orders, for each row and each field.</summary>
public class OrderPolicyTests
{
    private const long Event = 3;

    private const string AllTransitions =
        "initializing→pending initializing→placed initializing→completed initializing→expired initializing→cancelled "
        + TransitionsAfterSubmission;

    private const string AllTransitionsOfUnpaidOrders =
        "initializing→pending initializing→placed initializing→expired initializing→cancelled " + TransitionsAfterSubmission;

    private const string TransitionsAfterSubmission =
        "pending→placed pending→completed pending→expired pending→cancelled " + "placed→completed placed→cancelled completed→cancelled";

    private const string BuyerTransitionsOfUnpaidOrders =
        "initializing→pending initializing→placed initializing→cancelled pending→cancelled placed→cancelled";

    private static readonly OrderPolicy Policy = new();

    private static readonly string[] BuyerFields =
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

    private static readonly string[] OtherFields =
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

    private static IEnumerable<string> Fields => BuyerFields.Concat(OtherFields);

    private static Actor ActorNamed(string name) =>
        name switch
        {
            "super admin" => new(10, IsSuperAdmin: true, IsVerified: true),
            "admin" => new(11, IsAdmin: true, IsVerified: true),
            "owner" => TeamMember(TeamRole.Owner),
            "organizer" => TeamMember(TeamRole.Organizer),
            "co-organizer" => TeamMember(TeamRole.Coorganizer),
            "registrar" => TeamMember(TeamRole.Registrar),
            "track organizer" => TeamMember(TeamRole.TrackOrganizer),
            "moderator" => TeamMember(TeamRole.Moderator),
            "owner of another event" => new(30, IsVerified: true) { Roles = [new(99, TeamRole.Owner)] },
            "buyer" => new(1, "buyer@example.org", IsVerified: true),
            "attendee" => new(2, "ann@example.org", IsVerified: true),
            "unverified attendee" => new(2, "ann@example.org"),
            "stranger" => new(5, "eve@example.org", IsVerified: true),
            _ => Actor.Anonymous,
        };

    private static Actor TeamMember(TeamRole role) => new(20, "team@example.org", IsVerified: true) { Roles = [new(Event, role)] };

    private static Order OrderIn(OrderStatus status, decimal amount = 50)
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
    [TestCase("visitor", false, false)]
    public void The_event_team_the_buyer_and_verified_attendees_see_an_order(string name, bool isVisible, bool seesBuyer)
    {
        Assert.That(Policy.CanSee(ActorNamed(name), OrderIn(OrderStatus.Placed)), Is.EqualTo(isVisible));
        Assert.That(isVisible && Policy.CanSeePrivate(ActorNamed(name), OrderIn(OrderStatus.Placed)), Is.EqualTo(seesBuyer));
    }

    [Test]
    public void A_deleted_attendee_does_not_see_the_order()
    {
        var order = OrderIn(OrderStatus.Placed);
        order.Attendees[0].DeletedAt = DateTimeOffset.UnixEpoch;
        Assert.That(Policy.CanSee(ActorNamed("attendee"), order), Is.False);
    }

    [TestCase("buyer", true)]
    [TestCase("super admin", false)]
    [TestCase("owner", false)]
    [TestCase("attendee", false)]
    [TestCase("visitor", false)]
    public void Only_the_buyer_pays(string name, bool isAllowed) =>
        Assert.That(OrderPolicy.Charge(ActorNamed(name), OrderIn(OrderStatus.Pending)).IsAllowed, Is.EqualTo(isAllowed));

    [TestCase("visitor", false)]
    [TestCase("stranger", true)]
    [TestCase("admin", true)]
    public void Only_signed_in_users_create_orders(string name, bool isAllowed) =>
        Assert.That(Policy.Create(ActorNamed(name), new Order()).IsAllowed, Is.EqualTo(isAllowed));

    [Test]
    public void Staff_change_every_field_in_every_status()
    {
        foreach (var status in Statuses)
        foreach (var field in Fields)
            Assert.That(UpdateField("admin", OrderIn(status), field).IsAllowed, $"{status} {field}");
    }

    [TestCase("owner")]
    [TestCase("organizer")]
    [TestCase("co-organizer")]
    public void The_event_team_changes_no_field_but_the_status_of_other_users_orders(string name)
    {
        foreach (var status in Statuses)
        foreach (var field in Fields)
            Assert.That(UpdateField(name, OrderIn(status), field), IsDeniedAt(field), $"{status} {field}");
    }

    [Test]
    public void A_buyer_changes_only_the_buyer_fields_and_only_during_checkout()
    {
        foreach (var field in BuyerFields)
            Assert.That(UpdateField("buyer", OrderIn(OrderStatus.Initializing), field).IsAllowed, field);
        foreach (var field in OtherFields)
            Assert.That(UpdateField("buyer", OrderIn(OrderStatus.Initializing), field), IsDeniedAt(field), field);
        foreach (var status in Statuses.Where(s => s != OrderStatus.Initializing))
        foreach (var field in Fields)
            Assert.That(UpdateField("buyer", OrderIn(status), field), IsDeniedAt(field), $"{status} {field}");
    }

    [TestCase("registrar")]
    [TestCase("track organizer")]
    [TestCase("moderator")]
    [TestCase("owner of another event")]
    [TestCase("attendee")]
    [TestCase("stranger")]
    [TestCase("visitor")]
    public void Other_actors_cannot_change_an_order(string name)
    {
        foreach (var status in Statuses)
        {
            foreach (var field in Fields)
                Assert.That(UpdateField(name, OrderIn(status), field).IsAllowed, Is.False, $"{status} {field}");
            foreach (var to in Statuses)
                Assert.That(UpdateStatus(name, OrderIn(status), to).IsAllowed, Is.False, $"{status} to {to}");
        }
    }

    [TestCase("admin", 50, AllTransitions)]
    [TestCase("owner", 50, AllTransitionsOfUnpaidOrders)]
    [TestCase("owner", 0, AllTransitions)]
    [TestCase("buyer", 50, BuyerTransitionsOfUnpaidOrders)]
    [TestCase("buyer", 0, BuyerTransitionsOfUnpaidOrders + " initializing→completed completed→cancelled")]
    public void Allowed_status_changes_depend_on_the_actor_and_the_amount(string name, int amount, string transitions)
    {
        var allowed =
            from at in Statuses
            from to in Statuses
            where UpdateStatus(name, OrderIn(at, amount), to).IsAllowed
            select $"{at}→{to}".ToLowerInvariant();
        Assert.That(allowed, Is.EquivalentTo(transitions.Split(' ')));
    }

    [TestCase("admin", true)]
    [TestCase("super admin", true)]
    [TestCase("owner", false)]
    [TestCase("co-organizer", false)]
    [TestCase("buyer", false)]
    [TestCase("attendee", false)]
    [TestCase("visitor", false)]
    public void Only_staff_delete_orders(string name, bool isAllowed) =>
        Assert.That(Policy.Delete(ActorNamed(name), OrderIn(OrderStatus.Completed)).IsAllowed, Is.EqualTo(isAllowed));

    [Test]
    public void An_update_that_changes_nothing_is_allowed()
    {
        foreach (var name in new[] { "admin", "owner", "buyer" })
            Assert.That(Policy.Update(ActorNamed(name), OrderIn(OrderStatus.Completed), Changes<Order>.None).IsAllowed, name);
    }

    private static NUnit.Framework.Constraints.Constraint IsDeniedAt(string field) =>
        Has.Property(nameof(Decision.IsAllowed)).False.And.Property(nameof(Decision.Field)).EqualTo(field);

    private static Decision UpdateField(string name, Order order, string field) =>
        Policy.Update(ActorNamed(name), order, TestChanges.To<Order>(field, field));

    private static Decision UpdateStatus(string name, Order order, OrderStatus to) =>
        Policy.Update(
            ActorNamed(name),
            order,
            new Changes<Order>([
                new Change<Order, OrderStatus>(nameof(Order.Status), "status", to, o => o.Status, (o, s) => o.Status = s, (a, b) => a == b),
            ])
        );
}
