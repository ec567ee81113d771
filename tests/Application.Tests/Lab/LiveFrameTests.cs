using System.Buffers.Binary;
using System.Text.Json;
using NUnit.Framework;
using OpenEvent.Application.Lab;
using OpenEvent.Infrastructure.Lab;

namespace OpenEvent.Application.Tests.Lab;

/// <summary>From recorded samples to the bytes of a frame.</summary>
public sealed class LiveFrameTests
{
    [Test]
    public void A_frame_has_a_header_and_the_samples_of_each_channel()
    {
        var frame = new LiveFrame(-1e-3, 1e-5, [new("CH1", "V", [1, 2, 3], true, 16), new("CH3", "V", [4, 5, 6], false, null)], true);
        var bytes = LiveFrameEncoder.Encode(7, 1.5, frame, 1000);
        var length = (int)BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        Assert.That(
            System.Text.Encoding.UTF8.GetString(bytes, 4, length),
            Is.EqualTo(
                """{"seq":7,"t":1.5,"x0":-0.001,"dx":1E-05,"n":3,"triggered":true,"channels":["""
                    + """{"name":"CH1","unit":"V","clipped":true,"range":16},{"name":"CH3","unit":"V","clipped":false}]}"""
            )
        );
        Assert.That(
            Enumerable.Range(0, 6).Select(i => BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(4 + length + (4 * i)))),
            Is.EqualTo((float[])[1, 2, 3, 4, 5, 6])
        );
        Assert.That(bytes, Has.Length.EqualTo(4 + length + 24));
    }

    [Test]
    public void A_frame_with_more_samples_than_points_covers_the_same_time()
    {
        var frame = new LiveFrame(0, 1e-6, [new("CH1", "V", new float[5000], false, 16)], true);
        var bytes = LiveFrameEncoder.Encode(1, 0, frame, 1000);
        using var header = JsonDocument.Parse(bytes.AsMemory(4, (int)BinaryPrimitives.ReadUInt32LittleEndian(bytes)));
        Assert.That(header.RootElement.GetProperty("n").GetInt32(), Is.EqualTo(1000));
        Assert.That(header.RootElement.GetProperty("dx").GetDouble(), Is.EqualTo(5e-6).Within(1e-12));
    }

    [TestCase(5000, 1000)]
    [TestCase(1001, 1000)]
    [TestCase(9999, 333)]
    [TestCase(7, 2)]
    public void Decimation_keeps_every_peak_in_the_order_of_time(int samples, int points)
    {
        var random = new Random(4);
        var trace = Enumerable.Range(0, samples).Select(_ => (float)random.NextDouble()).ToArray();
        trace[samples / 3] = 100;
        trace[samples / 2] = -100;
        var reduced = MinMaxDecimation.Reduce(trace, points);
        Assert.That(reduced, Has.Length.EqualTo(MinMaxDecimation.CountAfter(samples, points)));
        Assert.That(reduced, Has.Length.LessThanOrEqualTo(points));
        Assert.That((reduced.Max(), reduced.Min()), Is.EqualTo((100f, -100f)));
        Assert.That(Array.IndexOf(reduced, 100), Is.LessThan(Array.IndexOf(reduced, -100)));
    }

    [Test]
    public void Few_samples_are_not_changed()
    {
        float[] trace = [3, 1, 2];
        Assert.That(MinMaxDecimation.Reduce(trace, 3), Is.SameAs(trace));
    }

    [TestCase(16, 0.3, false, 0.5)]
    [TestCase(16, 3, false, 4)]
    [TestCase(4, 3.9, false, 4)]
    [TestCase(4, 4.1, true, 8)]
    [TestCase(16, 16.5, true, 16)]
    [TestCase(0.5, 0.5, true, 1)]
    [TestCase(1, 0.9, false, 1)]
    public void A_range_grows_when_it_clips_and_shrinks_when_a_smaller_one_fits(double range, double peak, bool clips, double next) =>
        Assert.That(AutoRange.Next(range, peak, clips), Is.EqualTo(next));

    [Test]
    public void The_ranges_are_those_of_the_board() => Assert.That(AutoRange.Steps, Is.EqualTo(PSLab.Protocol.Calibration.Ranges));

    [TestCase(true, 0, 25)]
    [TestCase(false, 0, 75)]
    [TestCase(true, 30, 125)]
    public void The_edge_of_a_trigger_is_found_in_its_direction(bool isRising, int from, int index)
    {
        // It rises through 0 at 25 and 125, and falls at 75.
        var samples = Enumerable.Range(0, 300).Select(i => -(float)Math.Cos(2 * Math.PI * i / 100)).ToArray();
        Assert.That(EdgeSearch.Find(samples, 0, isRising, from, 300), Is.EqualTo(index).Within(1));
    }

    [Test]
    public void Noise_on_a_level_is_no_edge()
    {
        float[] samples = [-5, -5, 0.01f, -0.01f, 0.01f, 5, 5, -0.01f, 0.01f, 5];
        Assert.That(EdgeSearch.Find(samples, 0, true, 0, 10), Is.EqualTo(2));
        Assert.That(EdgeSearch.Find(samples, 0, true, 3, 10), Is.Null);
        Assert.That(EdgeSearch.Find(samples, 6, true, 0, 10), Is.Null);
    }

    [Test]
    public void A_triggered_part_has_the_edge_at_time_0()
    {
        var samples = Enumerable.Range(0, 200).Select(i => i < 60 ? -1f : 1f).ToArray();
        var capture = new LiveCapture(LiveInstrument.Scope, ["CH1"]) { Samples = 100, Trigger = new("CH1", 0, true, 0.1) };
        var frame = TriggeredPart.Cut(capture, 1e-3, [new("CH1", "V", samples, false, 16)]);
        Assert.That((frame.IsTriggered, frame.Traces[0].Samples.Length), Is.EqualTo((true, 100)));
        Assert.That(frame.X0, Is.EqualTo(-0.01).Within(1e-9));
        Assert.That((frame.Traces[0].Samples[9], frame.Traces[0].Samples[10]), Is.EqualTo((-1f, 1f)));
        var late = TriggeredPart.Cut(capture with { Trigger = new("CH1", 0, false, 0) }, 1e-3, [new("CH1", "V", samples, false, 16)]);
        Assert.That((late.IsTriggered, late.Traces[0].Samples.Length), Is.EqualTo((false, 100)));
    }

    [Test]
    public void Edges_become_levels() =>
        Assert.That(LevelSampling.Sample(isHigh: true, [0.5, 2, 2.2, 4], 6, 1), Is.EqualTo((float[])[1, 0, 1, 0, 1, 1]));
}
