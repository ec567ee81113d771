using System.Text;
using NUnit.Framework;
using OpenEvent.Application.Lab;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Tests.Lab;

/// <summary>The settings that clients of live streams send.</summary>
public sealed class LiveCaptureParserTests
{
    [Test]
    public void Settings_are_read_with_their_defaults()
    {
        var capture = Parse("""{"instrument":"scope","channels":["ch1"]}""");
        Assert.That(capture.Instrument, Is.EqualTo(LiveInstrument.Scope));
        Assert.That(capture.Channels, Is.EqualTo((string[])["CH1"]));
        Assert.That((capture.Mode, capture.Samples, capture.Points), Is.EqualTo((LiveMode.Auto, 1000, 1000)));
        Assert.That(capture.Trigger, Is.Null);
        Assert.That(capture.Interval, Is.EqualTo(10e-6).Within(1e-12));
        Assert.That(capture.IsObservable, Is.True);
    }

    [Test]
    public void All_settings_are_read()
    {
        var capture = Parse(
            """
            {"instrument":"scope","channels":["CH1","CH2"],"samples":500,"timegap":2,"mode":"single","points":250,"observable":false,
             "trigger":{"channel":"CH2","level":0.5,"edge":"falling","position":0.25},"ranges":{"CH1":4,"CH2":"auto"}}
            """
        );
        Assert.That((capture.Mode, capture.Samples, capture.Points), Is.EqualTo((LiveMode.Single, 500, 250)));
        Assert.That(capture.Trigger, Is.EqualTo(new LiveTrigger("CH2", 0.5, IsRising: false, 0.25)));
        Assert.That(capture.Ranges["CH1"], Is.EqualTo(4));
        Assert.That(capture.AutoRanges, Is.EqualTo((string[])["CH2"]));
        Assert.That(capture.IsObservable, Is.False);
    }

    [TestCase("[]", null)]
    [TestCase("{", null)]
    [TestCase("\"\\ud800\"", null)]
    [TestCase("""{"channels":["\ud800"]}""", null)]
    [TestCase("{}", "/channels")]
    [TestCase("""{"channels":[]}""", "/channels")]
    [TestCase("""{"channels":["CH1","CH1"]}""", "/channels")]
    [TestCase("""{"channels":["CH1","CH2","CH3","MIC","CAP"]}""", "/channels")]
    [TestCase("""{"channels":[1]}""", "/channels")]
    [TestCase("""{"channels":["CH1"],"instrument":"piano"}""", "/instrument")]
    [TestCase("""{"channels":["CH1"],"mode":5}""", "/mode")]
    [TestCase("""{"channels":["CH1"],"samples":0}""", "/samples")]
    [TestCase("""{"channels":["CH1"],"samples":1e9}""", "/samples")]
    [TestCase("""{"channels":["CH1"],"samples":10000,"timegap":1000}""", "/samples")]
    [TestCase("""{"channels":["CH1"],"timegap":"2"}""", "/timegap")]
    [TestCase("""{"channels":["CH1"],"points":1}""", "/points")]
    [TestCase("""{"channels":["CH1"],"trigger":{"channel":"CH2"}}""", "/trigger/channel")]
    [TestCase("""{"channels":["CH1"],"trigger":{"edge":"both"}}""", "/trigger/edge")]
    [TestCase("""{"channels":["CH1"],"trigger":{"level":1e999}}""", "/level")]
    [TestCase("""{"channels":["CH1"],"ranges":{"CH1":5}}""", "/ranges")]
    [TestCase("""{"channels":["CH3"],"ranges":{"CH3":4}}""", "/ranges")]
    [TestCase("""{"channels":["CH1"],"observable":1}""", "/observable")]
    public void Wrong_settings_are_rejected_with_their_place(string json, string? pointer)
    {
        var rejection = Assert.Throws<RejectedException>(() => Parse(json))!;
        Assert.That((rejection.Kind, rejection.Problems[0].Pointer), Is.EqualTo((RejectionKind.Invalid, pointer)));
    }

    private static LiveCapture Parse(string json) => LiveCaptureParser.Parse(Encoding.UTF8.GetBytes(json));
}
