using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Tests.Identity;

public class EventRolePolicyTests
{
    private static readonly UsersEventsRolePolicy Roles = new();
    private static readonly RoleInvitePolicy Invites = new();

    private static Actor Who(string name) =>
        name switch
        {
            "visitor" => Actor.Anonymous,
            "staff" => new Actor(9, IsAdmin: true),
            "stranger" => new Actor(8, "stranger@example.com"),
            "owner of another" => new Actor(7) { Roles = [new HeldRole(2, EventRole.Owner)] },
            _ => new Actor(1, "me@example.com") { Roles = [new HeldRole(1, Role.RankOf(Role.Fixed[name].Id)!.Value)] },
        };

    private static Changes<UsersEventsRole> Giving(string role) =>
        new([
            new Change<UsersEventsRole, long?>(
                nameof(UsersEventsRole.Role),
                "role",
                The(role).Id,
                r => r.RoleId,
                (_, _) => { },
                (a, b) => a == b
            ),
        ]);

    private static Role The(string name) => new() { Id = Role.Fixed.TryGetValue(name, out var known) ? known.Id : 100, Name = name };

    private static UsersEventsRole Held(string role) =>
        new()
        {
            EventId = 1,
            RoleId = The(role).Id,
            UserId = 5,
        };

    private static RoleInvite Offer(string role) =>
        new()
        {
            EventId = 1,
            RoleId = The(role).Id,
            Email = "me@example.com",
        };

    [TestCase("owner", "organizer", "coorganizer", true)]
    [TestCase("organizer", "coorganizer", "organizer", true)]
    [TestCase("coorganizer", "registrar", "coorganizer", true)]
    [TestCase("staff", "organizer", "registrar", true)]
    [TestCase("coorganizer", "coorganizer", "organizer", false)]
    [TestCase("coorganizer", "organizer", "registrar", false)]
    [TestCase("coorganizer", "coorganizer", "owner", false)]
    [TestCase("organizer", "coorganizer", "owner", false)]
    [TestCase("owner", "coorganizer", "owner", false)]
    [TestCase("staff", "coorganizer", "owner", false)]
    [TestCase("owner", "owner", "organizer", false)]
    [TestCase("staff", "owner", "organizer", false)]
    [TestCase("registrar", "registrar", "moderator", false)]
    [TestCase("stranger", "registrar", "moderator", false)]
    [TestCase("owner of another", "registrar", "moderator", false)]
    [TestCase("visitor", "registrar", "moderator", false)]
    public void Nobody_gives_a_role_above_his_own_and_ownership_not_at_all(string who, string from, string to, bool allowed) =>
        Assert.That(Roles.Update(Who(who), Held(from), Giving(to)).Allowed, Is.EqualTo(allowed));

    [TestCase("coorganizer", "registrar", true)]
    [TestCase("organizer", "coorganizer", true)]
    [TestCase("staff", "organizer", true)]
    [TestCase("owner", "owner", false)]
    [TestCase("staff", "owner", false)]
    [TestCase("coorganizer", "organizer", false)]
    [TestCase("registrar", "registrar", false)]
    [TestCase("owner of another", "registrar", false)]
    public void The_event_team_takes_roles_away_but_never_the_owners(string who, string held, bool allowed) =>
        Assert.That(Roles.Delete(Who(who), Held(held)).Allowed, Is.EqualTo(allowed));

    [TestCase(nameof(UsersEventsRole.User))]
    [TestCase(nameof(UsersEventsRole.UserId))]
    [TestCase(nameof(UsersEventsRole.Event))]
    [TestCase(nameof(UsersEventsRole.EventId))]
    public void A_role_stays_with_its_holder_and_event(string member) =>
        Assert.That(Roles.Update(Who("owner"), Held("registrar"), Touching.The<UsersEventsRole>(member, member)).Allowed, Is.False);

    [Test]
    public void A_role_is_not_created_directly_not_even_by_staff() =>
        Assert.That(Roles.Create(Who("staff"), Held("registrar")).Allowed, Is.False);

    [TestCase("owner", true)]
    [TestCase("coorganizer", true)]
    [TestCase("staff", true)]
    [TestCase("registrar", false)]
    [TestCase("stranger", false)]
    [TestCase("owner of another", false)]
    [TestCase("visitor", false)]
    public void Roles_and_invites_are_seen_by_the_event_team(string who, bool seen)
    {
        Assert.That(Roles.Sees(Who(who), Held("registrar")), Is.EqualTo(seen));
        Assert.That(Invites.Sees(Who(who), Offer("registrar")), Is.EqualTo(seen));
    }

    [TestCase("owner", "owner", true)]
    [TestCase("staff", "owner", true)]
    [TestCase("organizer", "owner", false)]
    [TestCase("organizer", "organizer", true)]
    [TestCase("organizer", "registrar", true)]
    [TestCase("coorganizer", "registrar", false)]
    [TestCase("stranger", "registrar", false)]
    [TestCase("owner of another", "registrar", false)]
    [TestCase("visitor", "registrar", false)]
    public void Organizers_invite_and_only_the_owner_offers_ownership(string who, string role, bool allowed)
    {
        Assert.That(Invites.Create(Who(who), Offer(role)).Allowed, Is.EqualTo(allowed));
        Assert.That(Invites.Delete(Who(who), Offer(role)).Allowed, Is.EqualTo(allowed));
        Assert.That(RoleInvitePolicy.Resend(Who(who), Offer(role)).Allowed, Is.EqualTo(allowed));
    }

    [TestCase("registrar", true, TestName = "the account with the address")]
    [TestCase("staff", true, TestName = "staff for the account")]
    [TestCase("stranger", false, TestName = "another account")]
    [TestCase("visitor", false, TestName = "nobody in particular")]
    public void An_invite_is_accepted_by_the_invited(string who, bool allowed) =>
        Assert.That(RoleInvitePolicy.Accept(Who(who), Offer("organizer")).Allowed, Is.EqualTo(allowed));

    [TestCase(RoleInviteStatus.Pending, 0, true)]
    [TestCase(RoleInviteStatus.Pending, 25, false)]
    [TestCase(RoleInviteStatus.Accepted, 0, false)]
    [TestCase(RoleInviteStatus.Declined, 0, false)]
    public void An_invite_is_open_for_its_time(RoleInviteStatus status, int hours, bool open) =>
        Assert.That(
            new RoleInvite { Status = status, ExpiresAt = DateTimeOffset.UnixEpoch.AddHours(24) }.IsOpen(
                DateTimeOffset.UnixEpoch.AddHours(hours)
            ),
            Is.EqualTo(open)
        );
}
