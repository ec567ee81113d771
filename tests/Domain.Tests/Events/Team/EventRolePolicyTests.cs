using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Tests.Identity;

public class EventRolePolicyTests
{
    private static readonly UsersEventsRolePolicy Roles = new();
    private static readonly RoleInvitePolicy Invites = new();

    private static Actor ActorNamed(string name) =>
        name switch
        {
            "visitor" => Actor.Anonymous,
            "staff" => new Actor(9, IsAdmin: true),
            "stranger" => new Actor(8, "stranger@example.com"),
            "owner of another" => new Actor(7) { Roles = [new HeldRole(2, TeamRole.Owner)] },
            _ => new Actor(1, "me@example.com") { Roles = [new HeldRole(1, Role.TeamRoleOf(Role.BuiltIn[name].Id)!.Value)] },
        };

    private static Changes<UsersEventsRole> AssignRole(string role) =>
        new([
            new Change<UsersEventsRole, long?>(
                nameof(UsersEventsRole.Role),
                "role",
                RoleNamed(role).Id,
                r => r.RoleId,
                (_, _) => { },
                (a, b) => a == b
            ),
        ]);

    private static Role RoleNamed(string name) =>
        new() { Id = Role.BuiltIn.TryGetValue(name, out var builtIn) ? builtIn.Id : 100, Name = name };

    private static UsersEventsRole AssignmentOf(string role) =>
        new()
        {
            EventId = 1,
            RoleId = RoleNamed(role).Id,
            UserId = 5,
        };

    private static RoleInvite InviteAs(string role) =>
        new()
        {
            EventId = 1,
            RoleId = RoleNamed(role).Id,
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
    public void A_member_cannot_assign_a_role_above_their_own_or_ownership(string actorName, string from, string to, bool allowed) =>
        Assert.That(Roles.Update(ActorNamed(actorName), AssignmentOf(from), AssignRole(to)).IsAllowed, Is.EqualTo(allowed));

    [TestCase("coorganizer", "registrar", true)]
    [TestCase("organizer", "coorganizer", true)]
    [TestCase("staff", "organizer", true)]
    [TestCase("owner", "owner", false)]
    [TestCase("staff", "owner", false)]
    [TestCase("coorganizer", "organizer", false)]
    [TestCase("registrar", "registrar", false)]
    [TestCase("owner of another", "registrar", false)]
    public void The_event_team_removes_any_role_except_the_owner(string actorName, string held, bool allowed) =>
        Assert.That(Roles.Delete(ActorNamed(actorName), AssignmentOf(held)).IsAllowed, Is.EqualTo(allowed));

    [TestCase(nameof(UsersEventsRole.User))]
    [TestCase(nameof(UsersEventsRole.UserId))]
    [TestCase(nameof(UsersEventsRole.Event))]
    [TestCase(nameof(UsersEventsRole.EventId))]
    public void The_user_and_event_of_a_role_cannot_be_changed(string member) =>
        Assert.That(
            Roles.Update(ActorNamed("owner"), AssignmentOf("registrar"), TestChanges.To<UsersEventsRole>(member, member)).IsAllowed,
            Is.False
        );

    [Test]
    public void A_role_cannot_be_created_directly_even_by_staff() =>
        Assert.That(Roles.Create(ActorNamed("staff"), AssignmentOf("registrar")).IsAllowed, Is.False);

    [TestCase("owner", true)]
    [TestCase("coorganizer", true)]
    [TestCase("staff", true)]
    [TestCase("registrar", false)]
    [TestCase("stranger", false)]
    [TestCase("owner of another", false)]
    [TestCase("visitor", false)]
    public void Only_the_event_team_sees_roles_and_invites(string actorName, bool seen)
    {
        Assert.That(Roles.CanSee(ActorNamed(actorName), AssignmentOf("registrar")), Is.EqualTo(seen));
        Assert.That(Invites.CanSee(ActorNamed(actorName), InviteAs("registrar")), Is.EqualTo(seen));
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
    public void Organizers_send_invites_and_only_the_owner_offers_ownership(string actorName, string role, bool allowed)
    {
        Assert.That(Invites.Create(ActorNamed(actorName), InviteAs(role)).IsAllowed, Is.EqualTo(allowed));
        Assert.That(Invites.Delete(ActorNamed(actorName), InviteAs(role)).IsAllowed, Is.EqualTo(allowed));
        Assert.That(RoleInvitePolicy.Resend(ActorNamed(actorName), InviteAs(role)).IsAllowed, Is.EqualTo(allowed));
    }

    [Test]
    public void An_organizer_by_a_group_does_not_invite_themselves()
    {
        var byGroup = new Actor(1, "me@example.com") { Roles = [new HeldRole(1, TeamRole.Organizer, IsByGroup: true)] };
        var both = byGroup with { Roles = [.. byGroup.Roles, new HeldRole(1, TeamRole.Organizer)] };
        var forAnother = new RoleInvite
        {
            EventId = 1,
            RoleId = Role.OrganizerId,
            Email = "other@example.com",
        };
        Assert.That(Invites.Create(byGroup, InviteAs("organizer")).Field, Is.EqualTo("email"));
        Assert.That(RoleInvitePolicy.Resend(byGroup, InviteAs("organizer")).IsAllowed, Is.False);
        Assert.That(Invites.Create(byGroup, forAnother).IsAllowed);
        Assert.That(Invites.Create(both, InviteAs("organizer")).IsAllowed);
    }

    [TestCase("registrar", true, TestName = "The account with the invited address accepts")]
    [TestCase("staff", true, TestName = "Staff accept for the account")]
    [TestCase("stranger", false, TestName = "Another account cannot accept")]
    [TestCase("visitor", false, TestName = "A visitor cannot accept")]
    public void Only_the_invited_account_or_staff_accepts_an_invite(string actorName, bool allowed) =>
        Assert.That(RoleInvitePolicy.Accept(ActorNamed(actorName), InviteAs("organizer")).IsAllowed, Is.EqualTo(allowed));

    [TestCase(RoleInviteStatus.Pending, 0, true)]
    [TestCase(RoleInviteStatus.Pending, 25, false)]
    [TestCase(RoleInviteStatus.Accepted, 0, false)]
    [TestCase(RoleInviteStatus.Declined, 0, false)]
    public void An_invite_is_open_while_it_is_pending_and_not_expired(RoleInviteStatus status, int hours, bool open) =>
        Assert.That(
            new RoleInvite { Status = status, ExpiresAt = DateTimeOffset.UnixEpoch.AddHours(24) }.IsOpen(
                DateTimeOffset.UnixEpoch.AddHours(hours)
            ),
            Is.EqualTo(open)
        );
}
