using NUnit.Framework;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Tests.Common;

public sealed class ActorTests
{
    [Test]
    public void Each_role_gives_the_access_of_the_roles_below_it()
    {
        Assert.That(TestActors.Where(a => a.HasOwnerAccess(TestActors.EventId)), Is.EqualTo(TestActors.Staff + " owner"));
        Assert.That(TestActors.Where(a => a.HasOrganizerAccess(TestActors.EventId)), Is.EqualTo(TestActors.Organizers));
        Assert.That(TestActors.Where(a => a.HasCoorganizerAccess(TestActors.EventId)), Is.EqualTo(TestActors.Coorganizers));
        Assert.That(TestActors.Where(a => a.HasRegistrarAccess(TestActors.EventId)), Is.EqualTo(TestActors.Registrars));
        Assert.That(TestActors.Where(a => a.HasOrganizerAccess(99)), Is.EqualTo(TestActors.Staff + " owner-elsewhere"));
    }

    [Test]
    public void Managed_events_are_those_of_the_event_team()
    {
        var actor = new Actor(1)
        {
            Roles = [new(5, TeamRole.Owner), new(5, TeamRole.Organizer), new(6, TeamRole.Coorganizer), new(7, TeamRole.Registrar)],
        };
        Assert.That(actor.ManagedEventIds, Is.EqualTo([5, 6]));
    }

    [Test]
    public void Contacts_are_added_for_those_who_are_not_staff()
    {
        var actor = new Actor(1) { ContactIds = [4] };
        Assert.That(actor.WithContacts([4, 5]).ContactIds, Is.EqualTo([4, 5]));
        Assert.That((actor with { IsAdmin = true }).WithContacts([5]).ContactIds, Is.EqualTo([4]));
    }

    [Test]
    public void A_visitor_is_no_user()
    {
        Assert.That((Actor.Anonymous.IsUser(null), new Actor(1).IsUser(null), new Actor(1).IsUser(2)), Is.EqualTo((false, false, false)));
        Assert.That((new Actor(1).IsUser(1), Actor.Anonymous.IsSignedIn, Actor.Server.IsSignedIn), Is.EqualTo((true, false, false)));
        Assert.That((Actor.Server.IsAdmin, Actor.Server.IsSuperAdmin, Actor.Server.IsVerified), Is.EqualTo((true, true, true)));
    }
}
