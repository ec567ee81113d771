using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Program;
using OpenEvent.Domain.Tests.Common;
using OpenEvent.Domain.Tests.Identity;

namespace OpenEvent.Domain.Tests.Program;

/// <summary>Who writes what of the profile of ann@example.org.</summary>
public sealed class SpeakerAccessTests
{
    private const string TeamAndSpeaker = TestActors.Coorganizers + " addressee";

    private static readonly SpeakerPolicy Policy = new();

    [TestCase(EventState.Published, TestActors.Everyone)]
    [TestCase(EventState.Draft, TeamAndSpeaker)]
    public void A_profile_at_a_draft_is_visible_to_the_team_and_the_speaker(EventState state, string expected)
    {
        var speaker = SpeakerOf(state);
        Assert.That(TestActors.Where(a => Policy.CanSee(a, speaker)), Is.EqualTo(expected));
        speaker.Event.DeletedAt = DateTimeOffset.UnixEpoch;
        Assert.That(TestActors.Where(a => Policy.CanSee(a, speaker)), Is.Empty);
    }

    [Test]
    public void The_team_and_the_speaker_change_a_profile()
    {
        var speaker = SpeakerOf(EventState.Published);
        Assert.That(TestActors.AllowedBy(a => Policy.Update(a, speaker, To(nameof(Speaker.Name)))), Is.EqualTo(TeamAndSpeaker));
        Assert.That(TestActors.AllowedBy(a => Policy.Delete(a, speaker)), Is.EqualTo(TeamAndSpeaker));
        Assert.That(TestActors.AllowedBy(a => Policy.Link(a, speaker, new RowLink("sessions", new Session()))), Is.EqualTo(TeamAndSpeaker));
        Assert.That(
            TestActors.AllowedBy(a => Policy.Unlink(a, speaker, new RowLink("sessions", new Session { CreatorId = TestActors.UserId }))),
            Is.EqualTo(TestActors.Coorganizers + " user addressee")
        );
        Assert.That(TestActors.Where(a => Policy.PrivateTo(a)?.Compile()(speaker) == true), Is.EqualTo(TeamAndSpeaker));
    }

    [TestCase(nameof(Speaker.IsFeatured))]
    [TestCase(nameof(Speaker.IsEmailOverridden))]
    [TestCase(nameof(Speaker.Order))]
    [TestCase(nameof(Speaker.Email))]
    public void Only_the_team_features_orders_and_readdresses_speakers(string member)
    {
        var speaker = SpeakerOf(EventState.Published);
        Assert.That(TestActors.AllowedBy(a => Policy.Update(a, speaker, To(member))), Is.EqualTo(TestActors.Coorganizers));
        Assert.That(Policy.Update(TestActors.Named("addressee"), speaker, To(member)).Field, Is.EqualTo(member));
    }

    [Test]
    public void Any_signed_in_user_adds_a_speaker_without_privileges()
    {
        Assert.That(TestActors.AllowedBy(a => Policy.Create(a, SpeakerOf(EventState.Published))), Is.EqualTo(TestActors.SignedIn));
        var featured = new Speaker { EventId = TestActors.EventId, IsFeatured = true };
        var overridden = new Speaker { EventId = TestActors.EventId, IsEmailOverridden = true };
        foreach (var (draft, field) in new[] { (featured, "is-featured"), (overridden, "is-email-overridden") })
        {
            Assert.That(TestActors.AllowedBy(a => Policy.Create(a, draft)), Is.EqualTo(TestActors.Coorganizers));
            Assert.That(Policy.Create(TestActors.Named("user"), draft).Field, Is.EqualTo(field));
        }
    }

    private static Changes<Speaker> To(string member) => TestChanges.To<Speaker>(member, member);

    private static Speaker SpeakerOf(EventState state) =>
        new()
        {
            EventId = TestActors.EventId,
            Email = TestActors.Email,
            Event = new Event { State = state },
        };
}
