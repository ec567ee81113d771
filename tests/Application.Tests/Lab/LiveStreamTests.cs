using System.Diagnostics.Metrics;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using OpenEvent.Application.Lab;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Lab;
using OpenEvent.Infrastructure.Lab;
using OpenEvent.Testing;

namespace OpenEvent.Application.Tests.Lab;

/// <summary>Live streams of a device that a test controls.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class LiveStreamTests : IAsyncDisposable
{
    private const string Scope = """{"instrument":"scope","channels":["CH1"],"samples":10}""";

    private readonly FakeInstrument _instrument = FakeInstrument.Create();
    private readonly LiveFeeds _feeds = new();
    private readonly RecordedCalls _log = new();
    private readonly CancellationTokenSource _stop = new();
    private DeviceBroker _device = null!;

    [SetUp]
    public void SetUp()
    {
        _device = new DeviceBroker(
            "main",
            "virtual",
            _instrument,
            new LabSettings(),
            TimeProvider.System,
            new LabMetrics(new TestMeterFactory()),
            NullLogger.Instance
        );
        _device.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _device.DisposeAsync();
        _stop.Dispose();
    }

    [Test]
    public async Task A_stream_shows_numbered_frames_and_is_one_record_with_their_count()
    {
        var stream = Open(1);
        var run = RunAsync(stream);
        stream.Receive(Bytes(Scope));
        await using (var messages = stream.Messages.ReadAsync(_stop.Token).GetAsyncEnumerator())
        {
            Assert.That(await ReadTextAsync(messages, "status"), Does.Contain("open"));
            var first = await ReadFrameAsync(messages);
            var second = await ReadFrameAsync(messages);
            Assert.That(first.GetProperty("seq").GetInt64(), Is.LessThan(second.GetProperty("seq").GetInt64()));
        }
        await EndAsync(stream, run);
        Assert.That(_log.Ends, Has.Count.EqualTo(1));
        Assert.That(_log.Ends[0].Outcome, Is.EqualTo(CallOutcome.Done));
        Assert.That(_log.Ends[0].Detail, Does.Match("^[1-9][0-9]* frames$"));
    }

    [Test]
    public async Task Another_user_gets_turns_between_two_frames_and_the_stream_is_told()
    {
        var stream = Open(1);
        var run = RunAsync(stream);
        stream.Receive(Bytes(Scope));
        await using var messages = stream.Messages.ReadAsync(_stop.Token).GetAsyncEnumerator();
        await ReadFrameAsync(messages);
        for (var i = 0; i < 3; i++)
            await _device.CallAsync(new DeviceCall(2, $"call {i}", []), default);
        Assert.That(await ReadTextAsync(messages, "status"), Does.Contain("settings-lost"));
        await EndAsync(stream, run);
    }

    [Test]
    public async Task A_viewer_who_does_not_read_gets_only_the_newest_frame()
    {
        var stream = Open(1);
        using var slow = new LiveViewer(_feeds.Get("main"), new NoSlot());
        var run = RunAsync(stream);
        stream.Receive(Bytes(Scope));
        await Eventually.IsTrueAsync("some frames were recorded", () => Captures() > 8);
        slow.Dispose(); // it does not see the end, which discards what it has not read
        await EndAsync(stream, run);
        await using var messages = slow.Messages.ReadAsync(default).GetAsyncEnumerator();
        List<LiveMessage> all = [];
        slow.Messages.Complete();
        while (await messages.MoveNextAsync())
            all.Add(messages.Current);
        Assert.That(all.Count(m => m.IsFrame), Is.EqualTo(1));
        Assert.That(Header(all.Single(m => m.IsFrame).Content).GetProperty("seq").GetInt64(), Is.GreaterThan(3));
    }

    [Test]
    public async Task Ten_viewers_cost_no_capture_and_get_the_same_frames()
    {
        var stream = Open(1);
        var viewers = Enumerable.Range(0, 10).Select(_ => new LiveViewer(_feeds.Get("main"), new NoSlot())).ToList();
        var run = RunAsync(stream);
        stream.Receive(Bytes(Scope.Replace("\"samples\":10", "\"samples\":10,\"mode\":\"single\"", StringComparison.Ordinal)));
        var frames = new List<byte[]>();
        foreach (var viewer in viewers)
        {
            await using var messages = viewer.Messages.ReadAsync(_stop.Token).GetAsyncEnumerator();
            do await messages.MoveNextAsync();
            while (!messages.Current.IsFrame);
            frames.Add(messages.Current.Content);
        }
        Assert.That(frames.Distinct().Count(), Is.EqualTo(1), "the same bytes");
        Assert.That(Captures(), Is.EqualTo(1));
        await EndAsync(stream, run);
        viewers.ForEach(v => v.Dispose());
        Assert.That(_feeds.Get("main").ViewerCount, Is.Zero);
    }

    [Test]
    public async Task Viewers_see_nothing_of_a_stream_that_is_not_observable()
    {
        var stream = Open(1);
        using var viewer = new LiveViewer(_feeds.Get("main"), new NoSlot());
        var run = RunAsync(stream);
        stream.Receive(Bytes(Scope.Replace("{", "{\"observable\":false,", StringComparison.Ordinal)));
        await using (var messages = stream.Messages.ReadAsync(_stop.Token).GetAsyncEnumerator())
            await ReadFrameAsync(messages);
        await EndAsync(stream, run);
        viewer.Messages.Complete();
        await foreach (var message in viewer.Messages.ReadAsync(default))
            Assert.That(message.IsFrame, Is.False);
    }

    [Test]
    public async Task A_stream_in_normal_mode_shows_only_captures_with_the_edge()
    {
        _instrument.IsTriggered = false;
        var stream = Open(1);
        var run = RunAsync(stream);
        stream.Receive(Bytes("""{"channels":["CH1"],"samples":10,"mode":"normal","trigger":{"level":1}}"""));
        await Eventually.IsTrueAsync("some captures were made", () => Captures() > 3);
        await EndAsync(stream, run);
        Assert.That(_log.Ends[0].Detail, Is.EqualTo("0 frames"));
    }

    [Test]
    public async Task Wrong_settings_are_answered_and_the_stream_goes_on_with_right_ones()
    {
        var stream = Open(1);
        var run = RunAsync(stream);
        await using var messages = stream.Messages.ReadAsync(_stop.Token).GetAsyncEnumerator();
        stream.Receive(Bytes("nothing"));
        Assert.That(await ReadTextAsync(messages, "error"), Does.Contain("not valid JSON"));
        stream.Receive(Bytes("""{"channels":["NOWHERE"]}"""));
        Assert.That(await ReadTextAsync(messages, "error"), Does.Contain("no input NOWHERE"));
        stream.Receive(Bytes(Scope));
        await ReadFrameAsync(messages);
        await EndAsync(stream, run);
    }

    [Test]
    public async Task A_stream_waits_while_the_device_is_lost_and_goes_on_afterwards()
    {
        _instrument.IsDisconnected = true;
        var stream = Open(1);
        var run = RunAsync(stream);
        await using var messages = stream.Messages.ReadAsync(_stop.Token).GetAsyncEnumerator();
        stream.Receive(Bytes(Scope));
        Assert.That(await ReadTextAsync(messages, "error"), Does.Contain(DeviceCodes.Lost));
        _instrument.IsDisconnected = false;
        await ReadFrameAsync(messages);
        await EndAsync(stream, run);
    }

    [Test]
    public void Streams_over_the_limits_of_a_user_and_of_the_server_are_rejected()
    {
        var slots = new LiveStreamSlots(new LiveStreamSettings { PerUser = 1, Concurrent = 2 });
        var first = slots.Take(1);
        Assert.That(Assert.Throws<RejectedException>(() => slots.Take(1))!.Kind, Is.EqualTo(RejectionKind.TooManyRequests));
        using var second = slots.Take(2);
        Assert.Throws<RejectedException>(() => slots.Take(3));
        first.Dispose();
        Assert.DoesNotThrow(() => slots.Take(3).Dispose());
    }

    [Test]
    public void Users_without_a_verified_address_share_a_quarter_of_the_streams()
    {
        var slots = new LiveStreamSlots(new LiveStreamSettings { Concurrent = 4 });
        using var first = slots.Take(1, isVerified: false);
        Assert.Throws<RejectedException>(() => slots.Take(2, isVerified: false));
        Assert.DoesNotThrow(() => slots.Take(2, isVerified: true).Dispose());
    }

    private int Captures()
    {
        lock (_instrument.Log)
            return _instrument.Log.Count(l => l == "capture");
    }

    private LiveStream Open(long user) =>
        new(_device, user, new StartedCall(1, []), _log, new NoSlot(), _feeds.Get("main"), new LiveStreamSettings(), TimeProvider.System);

    private async Task RunAsync(LiveStream stream)
    {
        try
        {
            await stream.RunAsync(_stop.Token);
        }
        catch (OperationCanceledException)
        {
            // The test ends the stream.
        }
    }

    private async Task EndAsync(LiveStream stream, Task run)
    {
        await _stop.CancelAsync();
        await run;
        await stream.DisposeAsync();
    }

    private static async Task<string> ReadTextAsync(IAsyncEnumerator<LiveMessage> messages, string type)
    {
        while (await messages.MoveNextAsync())
            if (!messages.Current.IsFrame && Encoding.UTF8.GetString(messages.Current.Content) is var text)
                if (text.Contains($"\"type\":\"{type}\"", StringComparison.Ordinal))
                    return text;
        throw new InvalidOperationException($"No {type} arrived.");
    }

    private static async Task<JsonElement> ReadFrameAsync(IAsyncEnumerator<LiveMessage> messages)
    {
        while (await messages.MoveNextAsync())
            if (messages.Current.IsFrame)
                return Header(messages.Current.Content);
        throw new InvalidOperationException("No frame arrived.");
    }

    private static JsonElement Header(byte[] frame) =>
        JsonSerializer.Deserialize<JsonElement>(frame.AsSpan(4, (int)BitConverter.ToUInt32(frame)));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private sealed class NoSlot : IDisposable
    {
        public void Dispose() { }
    }

    private sealed class RecordedCalls : ICallLog
    {
        public List<(CallOutcome Outcome, string? Detail)> Ends { get; } = [];

        public Task<StartedCall> BeginAsync(long? userId, string device, string function, CancellationToken ct) =>
            Task.FromResult(new StartedCall(1, []));

        public Task<IReadOnlyList<BookedPeriod>> GetBookingsAsync(long? userId, string device, CancellationToken ct) =>
            Task.FromResult<IReadOnlyList<BookedPeriod>>([]);

        public Task EndAsync(long id, CallOutcome outcome, string? detail, DeviceCall call)
        {
            Ends.Add((outcome, detail));
            return Task.CompletedTask;
        }
    }

    private sealed class TestMeterFactory : IMeterFactory
    {
        public Meter Create(MeterOptions options) => new(options);

        public void Dispose() { }
    }
}
