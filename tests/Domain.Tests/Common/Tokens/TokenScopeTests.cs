using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Domain.Tests.Common.Tokens;

/// <summary>What the scope of an access token takes away from its owner.</summary>
public class TokenScopeTests
{
    private static readonly Actor Owner = new(5, "owner@example.org", IsVerified: true)
    {
        Roles = [new HeldRole(1, TeamRole.Owner), new HeldRole(2, TeamRole.Owner)],
    };

    private static readonly EventContentPolicy<Faq> Faqs = new();
    private static readonly AttendeePolicy Attendees = new();

    [TestCase("read", false, true, false)]
    [TestCase("write", true, true, false)]
    [TestCase("events:read", false, true, false)]
    [TestCase("events:write", true, true, false)]
    [TestCase("events:write events:read", true, true, false)]
    [TestCase("ticketing:write", false, false, false)]
    [TestCase("read admin", false, true, true)]
    public void A_scope_allows_what_it_names(string text, bool writes, bool reads, bool staff)
    {
        var scope = TokenScope.Parse(text);
        Assert.That(
            (scope.Allows(TokenModule.Events, true), scope.Allows(TokenModule.Events, false), scope.IncludesStaffAccess),
            Is.EqualTo((writes, reads, staff))
        );
    }

    [TestCase("")]
    [TestCase("admin")]
    [TestCase("event:7")]
    [TestCase("everything")]
    [TestCase("events")]
    [TestCase("events:delete")]
    [TestCase("none:write")]
    [TestCase("shared:write")]
    [TestCase("event:0 read")]
    [TestCase("event:x read")]
    [TestCase("lab:read event:7")]
    [TestCase("write admin event:7")]
    public void A_scope_without_access_or_with_an_unknown_word_is_rejected(string text) =>
        Assert.That(() => TokenScope.Parse(text), Throws.TypeOf<FormatException>());

    [Test]
    public void No_scope_allows_passwords_and_tokens_or_an_unknown_module()
    {
        var all = TokenScope.Parse("write admin");
        Assert.That(all.Allows(TokenModule.None, writes: false), Is.False);
        Assert.That(all.Allows("accounting", writes: false), Is.False);
        var admin = new Actor(5, IsVerified: true, IsAdmin: true, IsSuperAdmin: true);
        var token = new AccessToken
        {
            UserId = 5,
            User = new User { Id = 5 },
        };
        Assert.That(new AccessTokenPolicy().Create(admin, token).IsAllowed);
        Assert.That(new AccessTokenPolicy().Create(admin.Within(all), token).IsAllowed, Is.False);
        Assert.That(new AccessTokenPolicy().Visible(admin.Within(all)).Compile()(token), Is.False);
    }

    [Test]
    public void A_policy_allows_a_token_less_than_its_owner_and_never_more()
    {
        var faq = new Faq
        {
            EventId = 1,
            Event = new Event { Id = 1 },
        };
        Assert.That(Faqs.Update(Owner, faq, Changes<Faq>.None).IsAllowed);
        Assert.That(Update("write"));
        Assert.That(Update("read"), Is.False, "reads only");
        Assert.That(Update("ticketing:write"), Is.False, "another module");
        Assert.That(Update("write event:1"));
        Assert.That(Update("write event:2"), Is.False, "another event");
        Assert.That(
            Faqs.Update(new Actor(6).Within(TokenScope.Parse("write")), faq, Changes<Faq>.None).IsAllowed,
            Is.False,
            "not the owner"
        );

        bool Update(string scope) => Faqs.Update(Owner.Within(TokenScope.Parse(scope)), faq, Changes<Faq>.None).IsAllowed;
    }

    [TestCase("write", 2)]
    [TestCase("write event:1", 1)]
    [TestCase("events:read event:3", 0)]
    [TestCase("ticketing:read", 0)]
    public void Rows_out_of_scope_are_not_visible(string scope, int count)
    {
        Faq[] rows =
        [
            new()
            {
                EventId = 1,
                Event = new Event { Id = 1 },
            },
            new()
            {
                EventId = 2,
                Event = new Event { Id = 2 },
            },
        ];
        var actor = Owner.Within(TokenScope.Parse(scope));
        Assert.That(rows.Count(Faqs.Visible(actor).Compile()), Is.EqualTo(count));
        Assert.That(rows.Count(r => Faqs.CanSeePrivate(actor, r)), Is.EqualTo(count));
        Assert.That(rows.Count(Faqs.PrivateTo(actor)?.Compile() ?? (_ => false)), Is.EqualTo(count));
    }

    [Test]
    public void A_token_of_one_event_does_not_reach_the_owners_orders_at_others()
    {
        var attendee = new Attendee
        {
            EventId = 3,
            Order = new Order { UserId = 5 },
        };
        Assert.That(Attendees.Visible(Owner.Within(TokenScope.Parse("read"))).Compile()(attendee));
        Assert.That(Attendees.Visible(Owner.Within(TokenScope.Parse("read event:1"))).Compile()(attendee), Is.False);
    }

    [Test]
    public void Staff_access_is_left_out_unless_the_scope_names_it()
    {
        var admin = new Actor(5, IsVerified: true, IsAdmin: true) { Panels = ["sales"] };
        Assert.That(admin.Within(TokenScope.Parse("write")).IsStaff, Is.False);
        Assert.That(admin.Within(TokenScope.Parse("write")).CanSeePanel("sales"), Is.False);
        Assert.That(admin.Within(TokenScope.Parse("write admin")).IsStaff);
        Assert.That(Owner.Within(TokenScope.Parse("write admin")).IsStaff, Is.False, "a token gives nothing");
    }

    [Test]
    public void A_row_whose_event_is_not_known_is_out_of_scope_of_a_token_for_events()
    {
        var part = new CustomFormOption();
        var known = new CustomFormOption { CustomForm = new CustomForm { EventId = 1 } };
        var policy = new FormPartPolicy<CustomFormOption>();
        var actor = Owner.Within(TokenScope.Parse("write event:1"));
        Assert.That(policy.Create(actor, part).IsAllowed, Is.False);
        Assert.That(policy.Create(actor, known).IsAllowed);
    }
}
