using System.Globalization;
using System.Text.Json.Nodes;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>
/// A live stream of a user: captures of a device by their settings, one after the other. Each capture is a call in the device's queue, so
/// other users get their turns between two of them.
/// </summary>
/// <param name="started">Its record in the history of calls.</param>
/// <param name="slot">Disposed with the stream.</param>
internal sealed class LiveStream(
    ILabDevice device,
    long? userId,
    StartedCall started,
    ICallLog log,
    IDisposable slot,
    DeviceFeed feed,
    LiveStreamSettings settings,
    TimeProvider clock
) : IAsyncDisposable
{
    /// <summary>The function in the record of a stream.</summary>
    public const string RecordedFunction = "stream";

    private static readonly TimeSpan BookingInterval = TimeSpan.FromSeconds(5),
        QueueInterval = TimeSpan.FromSeconds(1),
        IdleCheckInterval = TimeSpan.FromSeconds(10),
        RetryInterval = TimeSpan.FromSeconds(1),
        MaxRetryInterval = TimeSpan.FromSeconds(5);

    private readonly long _startedAt = clock.GetTimestamp();
    private readonly Dictionary<string, double> _autoRanges = [];
    private readonly DeviceCall _record = new(userId ?? 0, RecordedFunction, []);
    private readonly Lock _lock = new();
    private TaskCompletionSource _configured = CreateSignal();
    private LiveCapture? _capture;
    private long _lastMessageAt = clock.GetTimestamp();
    private long _bookingsAt = clock.GetTimestamp();
    private IReadOnlyList<BookedPeriod> _bookings = started.Bookings;
    private long _frames;

    /// <summary>What the stream's own client has not received yet.</summary>
    public LiveMessageBuffer Messages { get; } = new();

    /// <summary>Takes a message of the client: new settings, which replace the former ones.</summary>
    public void Receive(ReadOnlyMemory<byte> message)
    {
        try
        {
            Configure(LiveCaptureParser.Parse(message));
            Interlocked.Exchange(ref _lastMessageAt, clock.GetTimestamp());
        }
        catch (RejectedException rejection)
        {
            AddError(rejection);
        }
    }

    /// <summary>Records and shows captures until the client was idle for too long. A rejected capture does not end the stream.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        Messages.AddStatus("open");
        while (!IsIdle)
        {
            var (capture, configured) = Current;
            if (capture is null or { Mode: LiveMode.Stop })
            {
                feed.End(this);
                await WaitAsync(configured, IdleCheckInterval, ct);
                continue;
            }

            var start = clock.GetTimestamp();
            var pause = FramePause;
            try
            {
                var (frame, call) = await CaptureAsync(capture, ct);
                Show(capture, frame, call);
            }
            catch (RejectedException rejection)
            {
                AddError(rejection);
                if (rejection.Kind == RejectionKind.Invalid)
                    ReplaceUnchanged(null, capture);
                else
                    pause = rejection.RetryAfter is { } wait && wait < MaxRetryInterval ? wait : RetryInterval;
            }

            // New settings do not shorten the pause between two frames, so that they cannot raise the rate.
            if (FramePause - clock.GetElapsedTime(start) is var rest && rest > TimeSpan.Zero)
                await Task.Delay(rest, clock, ct);
            if (pause - clock.GetElapsedTime(start) is var retry && retry > TimeSpan.Zero)
                await WaitAsync(configured, retry, ct);
        }

        Messages.AddStatus("closed", $"No message arrived for {settings.IdleMinutes} minutes.");
        Messages.Complete();
    }

    public async ValueTask DisposeAsync()
    {
        feed.End(this);
        slot.Dispose();
        _record.Took = clock.GetElapsedTime(_startedAt);
        await log.EndAsync(started.Id, CallOutcome.Done, string.Create(CultureInfo.InvariantCulture, $"{_frames} frames"), _record);
    }

    private TimeSpan FramePause => TimeSpan.FromSeconds(1.0 / settings.FramesPerSecond);

    private bool IsIdle => clock.GetElapsedTime(Interlocked.Read(ref _lastMessageAt)) > TimeSpan.FromMinutes(settings.IdleMinutes);

    private (LiveCapture? Capture, Task Configured) Current
    {
        get
        {
            lock (_lock)
                return (_capture, _configured.Task);
        }
    }

    private void Configure(LiveCapture capture)
    {
        TaskCompletionSource configured;
        lock (_lock)
        {
            _capture = capture;
            configured = _configured;
            _configured = CreateSignal();
        }
        configured.TrySetResult();
    }

    /// <summary>Replaces settings, unless the client has sent others meanwhile.</summary>
    private void ReplaceUnchanged(LiveCapture? next, LiveCapture current)
    {
        lock (_lock)
            if (ReferenceEquals(_capture, current))
                _capture = next;
    }

    private async Task<(LiveFrame Frame, DeviceCall Call)> CaptureAsync(LiveCapture capture, CancellationToken ct)
    {
        if (clock.GetElapsedTime(_bookingsAt) > BookingInterval)
        {
            _bookings = await log.GetBookingsAsync(userId, device.Name, ct);
            _bookingsAt = clock.GetTimestamp();
        }

        var call = new DeviceCall(userId ?? 0, RecordedFunction, _bookings);
        var task = device.CaptureAsync(call, ResolveRanges(capture), ct);
        while (await Task.WhenAny(task, Task.Delay(QueueInterval, clock, ct)) != task)
        {
            ct.ThrowIfCancellationRequested();
            AddQueue();
        }

        return (await task, call);
    }

    private void Show(LiveCapture capture, LiveFrame frame, DeviceCall call)
    {
        var notice = call.Notice;
        if (notice is null && call.StartedSafe && _frames > 0)
            notice = "Another user called meanwhile. Your outputs were switched off.";
        if (notice is not null)
            Messages.AddStatus("settings-lost", notice);
        foreach (var trace in frame.Traces)
            if (trace.Range is { } range && capture.AutoRanges.Contains(trace.Name))
                _autoRanges[trace.Name] = AutoRange.Next(range, trace.Samples.Max(Math.Abs), trace.IsClipped);
        if (!frame.IsTriggered && capture.Mode is LiveMode.Normal or LiveMode.Single)
            return;
        _frames++;
        var bytes = LiveFrameEncoder.Encode(_frames, clock.GetElapsedTime(_startedAt).TotalSeconds, frame, capture.Points);
        Messages.SetFrame(bytes);
        if (capture.IsObservable)
            feed.Publish(this, bytes);
        else
            feed.End(this);
        if (capture.Mode == LiveMode.Single)
            ReplaceUnchanged(capture with { Mode = LiveMode.Stop }, capture);
    }

    private LiveCapture ResolveRanges(LiveCapture capture)
    {
        if (capture.AutoRanges.Count == 0)
            return capture;
        var ranges = new Dictionary<string, double>(capture.Ranges);
        foreach (var name in capture.AutoRanges)
            ranges[name] = _autoRanges.GetValueOrDefault(name, AutoRange.Steps[0]);
        return capture with { Ranges = ranges };
    }

    private void AddQueue()
    {
        var queue = device.GetQueue(userId ?? 0);
        Messages.Add(
            new JsonObject
            {
                ["type"] = "queue",
                ["position"] = queue.Position,
                ["waiting"] = queue.Waiting,
                ["expected_wait_ms"] = Math.Round(queue.ExpectedWait.TotalMilliseconds),
            }
        );
    }

    private void AddError(RejectedException rejection)
    {
        var problem = rejection.Problems[0];
        var message = new JsonObject { ["type"] = "error", ["message"] = problem.Detail };
        if (problem.Code is not null)
            message["code"] = problem.Code;
        if (problem.Pointer is not null)
            message["pointer"] = problem.Pointer;
        if (rejection.RetryAfter is { } wait)
            message["retry_after"] = Math.Ceiling(wait.TotalSeconds);
        Messages.Add(message);
    }

    /// <summary>Waits until the client sends settings, for at most a time.</summary>
    private async Task WaitAsync(Task configured, TimeSpan limit, CancellationToken ct)
    {
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await Task.WhenAny(configured, Task.Delay(limit, clock, cancelled.Token));
        await cancelled.CancelAsync(); // Task.Delay keeps its timer until it is cancelled
        ct.ThrowIfCancellationRequested();
    }

    private static TaskCompletionSource CreateSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
