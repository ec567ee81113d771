using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Program;

namespace OpenEvent.Domain.Tests.Program;

/// <summary>Who a speaker is, and who decides on a speaker's sessions.</summary>
public class SpeakerPolicyTests
{
    private static readonly SpeakerPolicy Policy = new();
    private static readonly Session Session = new() { EventId = 3, CreatorId = 7 };

    [TestCase("coorganizer", true, true)]
    [TestCase("speaker", true, true)]
    [TestCase("creator", false, true)]
    [TestCase("unverified", false, false)]
    [TestCase("adder", false, false)]
    [TestCase("stranger", false, false)]
    public void A_speaker_joins_a_session_by_themselves_and_is_removed_by_its_creator(string actorName, bool links, bool unlinks)
    {
        var link = new RowLink("sessions", Session);
        Assert.That(Policy.Link(ActorNamed(actorName), Speaker, link).IsAllowed, Is.EqualTo(links));
        Assert.That(Policy.Unlink(ActorNamed(actorName), Speaker, link).IsAllowed, Is.EqualTo(unlinks));
    }

    [TestCase("speaker", true)]
    [TestCase("unverified", false)]
    [TestCase("adder", false)]
    public void A_profile_belongs_to_the_account_that_has_verified_its_address(string actorName, bool owns)
    {
        Assert.That(Policy.CanSeePrivate(ActorNamed(actorName), Speaker), Is.EqualTo(owns));
        Assert.That(Policy.Delete(ActorNamed(actorName), Speaker).IsAllowed, Is.EqualTo(owns));
    }

    [Test]
    public void A_link_is_denied_unless_a_policy_allows_it()
    {
        var denied = new LinklessPolicy().Link(new Actor(1, IsAdmin: true), Speaker, new RowLink("sessions", Session));
        Assert.That(denied.IsAllowed, Is.False);
    }

    private static Speaker Speaker =>
        new()
        {
            EventId = 3,
            Email = "ada@example.org",
            UserId = 5,
        };

    private static Actor ActorNamed(string actorName) =>
        actorName switch
        {
            "coorganizer" => new Actor(4, IsVerified: true) { Roles = [new HeldRole(3, TeamRole.Coorganizer)] },
            "speaker" => new Actor(8, "ada@example.org", IsVerified: true),
            "unverified" => new Actor(8, "ada@example.org"),
            "adder" => new Actor(5, "member@example.org", IsVerified: true),
            "creator" => new Actor(7, "creator@example.org", IsVerified: true),
            _ => new Actor(9, "other@example.org", IsVerified: true),
        };

    private sealed class LinklessPolicy : Policy<Speaker>;
}
