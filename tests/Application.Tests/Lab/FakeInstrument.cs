using System.Text;
using OpenEvent.Application.Lab;
using OpenEvent.Domain.Common;
using OpenEvent.Infrastructure.Lab;

namespace OpenEvent.Application.Tests.Lab;

/// <summary>A device that a test holds in its hand: it answers with the function itself, when it is let.</summary>
internal sealed class FakeInstrument : IInstrument
{
    private readonly SemaphoreSlim _let = new(0);
    private readonly SemaphoreSlim _begun = new(0);
    private int _at;

    public static FakeInstrument Make() => new();

    /// <summary>Whether every call waits for <see cref="Let"/>.</summary>
    public bool IsHeld { get; set; }

    public bool IsGone { get; set; }

    /// <summary>Whatever was asked of it, in order.</summary>
    public List<string> Log { get; } = [];

    public int MostAtOnce { get; private set; }

    public int Greetings { get; private set; }

    public void Let(int calls = 1) => _let.Release(calls);

    /// <summary>Until one more call has reached the device.</summary>
    public async Task BegunAsync()
    {
        if (!await _begun.WaitAsync(TimeSpan.FromMinutes(3)))
            throw new TimeoutException("No call has reached the device.");
    }

    public Func<CancellationToken, Task<byte[]>> Prepare(string function) =>
        function.StartsWith('!')
            ? throw new Refused(RefusalKind.Invalid, [new Problem("Column 1: no.", "/function", Column: 1)])
            : ct => RunAsync(function, ct);

    public Task<InstrumentIdentity> IdentifyAsync(CancellationToken ct)
    {
        Greetings++;
        RequireThere();
        return Task.FromResult(new InstrumentIdentity("PSLab V6", "3.1.0"));
    }

    public Task MakeSafeAsync(CancellationToken ct)
    {
        RequireThere();
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
        MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _at));
        try
        {
            lock (Log)
                Log.Add(function);
            _begun.Release();
            if (IsHeld)
                await _let.WaitAsync(ct);
            else
                await Task.Yield();
            RequireThere();
            return Encoding.UTF8.GetBytes(function);
        }
        finally
        {
            Interlocked.Decrement(ref _at);
        }
    }

    private void RequireThere()
    {
        if (IsGone)
            throw new Refused(RefusalKind.Unavailable, [new Problem("The device main is lost.", Code: BenchCodes.Lost)]);
    }
}
