using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Tests.Common;
using OpenEvent.Domain.Tests.Identity;

namespace OpenEvent.Domain.Tests.Events;

/// <summary>The policies of an event's content, of its forms and of what staff manage for all events.</summary>
public sealed class EventContentPolicyTests
{
    private static readonly EventContentPolicy<Faq> Policy = new();
    private static readonly FormPartPolicy<CustomFormOption> Parts = new();
    private static readonly StaffManagedPolicy<EventTopic> Topics = new();

    [TestCase(EventState.Published, TestActors.Everyone)]
    [TestCase(EventState.Draft, TestActors.Coorganizers)]
    public void Content_is_visible_with_its_event(EventState state, string expected)
    {
        Assert.That(TestActors.Where(a => Policy.CanSee(a, FaqOf(state))), Is.EqualTo(expected));
        Assert.That(TestActors.Where(a => Parts.CanSee(a, OptionOf(state))), Is.EqualTo(expected));
    }

    [Test]
    public void Content_of_a_deleted_event_is_visible_to_nobody()
    {
        var faq = FaqOf(EventState.Published);
        var option = OptionOf(EventState.Published);
        faq.Event.DeletedAt = option.CustomForm.Event.DeletedAt = DateTimeOffset.UnixEpoch;
        Assert.That(TestActors.Where(a => Policy.CanSee(a, faq) || Parts.CanSee(a, option)), Is.Empty);
    }

    [Test]
    public void The_event_team_writes_content()
    {
        var faq = FaqOf(EventState.Published);
        var link = new RowLink("faq-type", new FaqType());
        Assert.That(TestActors.AllowedBy(a => Policy.Create(a, faq)), Is.EqualTo(TestActors.Coorganizers));
        Assert.That(TestActors.AllowedBy(a => Policy.Update(a, faq, Changes<Faq>.None)), Is.EqualTo(TestActors.Coorganizers));
        Assert.That(TestActors.AllowedBy(a => Policy.Delete(a, faq)), Is.EqualTo(TestActors.Coorganizers));
        Assert.That(TestActors.AllowedBy(a => Policy.Link(a, faq, link)), Is.EqualTo(TestActors.Coorganizers));
        Assert.That(TestActors.AllowedBy(a => Policy.Unlink(a, faq, link)), Is.EqualTo(TestActors.Coorganizers));
        Assert.That(TestActors.AllowedBy(a => Policy.List(a)), Is.EqualTo(TestActors.Everyone));
    }

    [Test]
    public void The_event_team_sees_private_fields_of_content()
    {
        Assert.That(TestActors.Where(a => Policy.CanSeePrivate(a, FaqOf(EventState.Published))), Is.EqualTo(TestActors.Coorganizers));
        Assert.That(
            TestActors.Where(a => Policy.PrivateTo(a)?.Compile()(FaqOf(EventState.Published)) == true),
            Is.EqualTo(TestActors.Coorganizers)
        );
    }

    [Test]
    public void The_event_team_writes_the_parts_of_its_forms()
    {
        var option = OptionOf(EventState.Draft);
        Assert.That(TestActors.AllowedBy(a => Parts.Create(a, option)), Is.EqualTo(TestActors.Coorganizers));
        Assert.That(
            TestActors.AllowedBy(a => Parts.Update(a, option, Changes<CustomFormOption>.None)),
            Is.EqualTo(TestActors.Coorganizers)
        );
        Assert.That(TestActors.AllowedBy(a => Parts.Delete(a, option)), Is.EqualTo(TestActors.Coorganizers));
        Assert.That(TestActors.AllowedBy(a => Parts.Create(a, new CustomFormOption())), Is.Empty, "a part needs its form");
    }

    [Test]
    public void Staff_manage_topics_and_everyone_reads_them()
    {
        var topic = new EventTopic();
        var link = new RowLink("event-sub-topics", new EventSubTopic());
        Assert.That(TestActors.Where(a => Topics.CanSee(a, topic)), Is.EqualTo(TestActors.Everyone));
        Assert.That(TestActors.AllowedBy(a => Topics.Create(a, topic)), Is.EqualTo(TestActors.Staff));
        Assert.That(TestActors.AllowedBy(a => Topics.Update(a, topic, Changes<EventTopic>.None)), Is.EqualTo(TestActors.Staff));
        Assert.That(TestActors.AllowedBy(a => Topics.Delete(a, topic)), Is.EqualTo(TestActors.Staff));
        Assert.That(TestActors.AllowedBy(a => Topics.Link(a, topic, link)), Is.EqualTo(TestActors.Staff));
    }

    private static Event EventIn(EventState state) => new() { Id = TestActors.EventId, State = state };

    private static Faq FaqOf(EventState state) => new() { EventId = TestActors.EventId, Event = EventIn(state) };

    private static CustomFormOption OptionOf(EventState state) =>
        new()
        {
            CustomForm = new CustomForm { EventId = TestActors.EventId, Event = EventIn(state) },
        };
}
