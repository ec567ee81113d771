using System.Text;
using OpenEvent.Application.Lab;
using OpenEvent.Domain.Common;
using OpenEvent.Infrastructure.Lab;

namespace OpenEvent.Application.Tests.Lab;

/// <summary>An instrument that a test controls. It answers each call with the function string itself.</summary>
internal sealed class FakeInstrument : IDeviceDriver
{
    private readonly SemaphoreSlim _released = new(0);
    private readonly SemaphoreSlim _started = new(0);
    private int _running;

    public static FakeInstrument Create() => new();

    /// <summary>Whether every call waits for <see cref="Release"/>.</summary>
    public bool HoldsCalls { get; set; }

    public bool IsDisconnected { get; set; }

    public int Connections { get; set; } = 1;

    public string? Circuit
    {
        get;
        set
        {
            if (field != value)
                lock (Log)
                    Log.Add($"circuit {value}".TrimEnd());
            field = value;
        }
    }

    /// <summary>All requests to the instrument, in order.</summary>
    public List<string> Log { get; } = [];

    public int MaxConcurrentCalls { get; private set; }

    public int IdentifyCount { get; private set; }

    public void Release(int calls = 1) => _released.Release(calls);

    /// <summary>Waits until one more call has reached the instrument.</summary>
    public async Task WaitForCallAsync()
    {
        if (!await _started.WaitAsync(TimeSpan.FromMinutes(3)))
            throw new TimeoutException("No call has reached the instrument.");
    }

    public Func<CancellationToken, Task<byte[]>> PrepareCall(string function) =>
        function.StartsWith('!')
            ? throw new RejectedException(RejectionKind.Invalid, [new Problem("Column 1: no.", "/function", Column: 1)])
            : ct => RunAsync(function, ct);

    /// <summary>Each capture is a ramp from 0 to 1 V on every channel.</summary>
    public Func<CancellationToken, Task<LiveFrame>> PrepareCapture(LiveCapture capture) =>
        capture.Channels.Contains("NOWHERE")
            ? throw RejectedException.Invalid("There is no input NOWHERE.", "/channels")
            : async ct =>
            {
                await RunAsync("capture", ct);
                var ramp = Enumerable.Range(0, capture.Samples).Select(i => i / (float)capture.Samples).ToArray();
                var traces = capture.Channels.Select(c => new LiveTrace(c, "V", ramp, false, 16));
                return new LiveFrame(0, capture.Interval, [.. traces], IsTriggered);
            };

    public bool IsTriggered { get; set; } = true;

    public Task<InstrumentIdentity> IdentifyAsync(CancellationToken ct)
    {
        IdentifyCount++;
        RequireConnected();
        return Task.FromResult(new InstrumentIdentity("PSLab V6", "3.1.0"));
    }

    public Task MakeSafeAsync(CancellationToken ct)
    {
        RequireConnected();
        lock (Log)
            Log.Add("safe");
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        lock (Log)
            Log.Add("closed");
        return ValueTask.CompletedTask;
    }

    private async Task<byte[]> RunAsync(string function, CancellationToken ct)
    {
        MaxConcurrentCalls = Math.Max(MaxConcurrentCalls, Interlocked.Increment(ref _running));
        try
        {
            lock (Log)
                Log.Add(function);
            _started.Release();
            if (HoldsCalls)
                await WaitForReleaseAsync(ct);
            else
                await Task.Yield();
            RequireConnected();
            return Encoding.UTF8.GetBytes(function);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    /// <summary>
    /// A release that finds a call which is just being cancelled is for the next one: a semaphore removes a cancelled waiter later.
    /// </summary>
    private async Task WaitForReleaseAsync(CancellationToken ct)
    {
        await _released.WaitAsync(ct);
        if (!ct.IsCancellationRequested)
            return;
        _released.Release();
        ct.ThrowIfCancellationRequested();
    }

    private void RequireConnected()
    {
        if (IsDisconnected)
            throw new RejectedException(RejectionKind.Unavailable, [new Problem("The device main is lost.", Code: DeviceCodes.Lost)]);
    }
}
