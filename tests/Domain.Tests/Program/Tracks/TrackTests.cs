using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Program;
using OpenEvent.Domain.Tests.Common;

namespace OpenEvent.Domain.Tests.Program;

public sealed class TrackTests
{
    private const string White = "#ffffff";
    private const string Black = "#000000";

    [TestCase("#000000", White)]
    [TestCase("#ffffff", Black)]
    [TestCase("fff", Black)]
    [TestCase("#00f", White)]
    [TestCase("#ff0000", Black)]
    [TestCase("#e00000", White)]
    [TestCase("#00ff00", Black)]
    [TestCase("#008000", White)]
    [TestCase("#757575", White)]
    [TestCase("#767676", Black)]
    [TestCase("#0a0a0a", White)]
    [TestCase("#0000ff", White)]
    [TestCase("not a colour", Black)]
    [TestCase("#12345", Black)]
    [TestCase("", Black)]
    public void The_font_colour_has_the_higher_contrast(string color, string font) =>
        Assert.That(new Track { Color = color }.FontColor, Is.EqualTo(font));

    [Test]
    public void Track_organizers_write_the_tracks_of_their_event()
    {
        const string Allowed = TestActors.Coorganizers + " track-organizer";
        var policy = new TrackPolicy();
        var track = new Track { EventId = TestActors.EventId };
        Assert.That(TestActors.AllowedBy(a => policy.Create(a, track)), Is.EqualTo(Allowed));
        Assert.That(TestActors.AllowedBy(a => policy.Update(a, track, Changes<Track>.None)), Is.EqualTo(Allowed));
        Assert.That(TestActors.AllowedBy(a => policy.Delete(a, track)), Is.EqualTo(Allowed));
    }
}
