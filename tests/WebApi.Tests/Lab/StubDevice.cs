using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Application.Lab;
using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.Tests.Lab;

/// <summary>A device without a board, for tests of the server. Every function gives 1 V, except those that begin with <c>bad</c>.</summary>
internal sealed class StubDevice(string name) : ILabDevice
{
    private int _calls;

    public int Calls => _calls;

    public string Name => name;

    public DeviceInfo Info { get; } = new(DeviceState.Ready, "virtual", "PSLab V6", "3.1.0", null, 0);

    /// <summary>Replaces a server's devices by these.</summary>
    public static Action<WebApplicationBuilder> Register(params StubDevice[] devices) =>
        builder => builder.Services.AddSingleton<ILabDevices>(new StubDevices(devices));

    public DeviceQueue GetQueue(long userId) => new(0, false, null, TimeSpan.Zero);

    public string? GetCircuit(long userId) => null;

    public void SetCircuit(long userId, string? circuit) { }

    public void Check(string function) { }

    public Task<byte[]> CallAsync(DeviceCall call, CancellationToken ct)
    {
        if (call.Function.StartsWith("bad", StringComparison.Ordinal))
            throw new RejectedException(RejectionKind.Invalid, [new Problem("Column 4: bad.", "/function", Column: 4)]);
        Interlocked.Increment(ref _calls);
        call.Waited = TimeSpan.FromMilliseconds(1);
        call.Took = TimeSpan.FromMilliseconds(2);
        return Task.FromResult("""{"shape":"number","unit":"V","value":1,"text":"1 V"}"""u8.ToArray());
    }

    public Task<LiveFrame> CaptureAsync(DeviceCall call, LiveCapture capture, CancellationToken ct) =>
        Task.FromResult(new LiveFrame(0, 0, [new LiveTrace("CH1", "V", [1], false, null)], IsTriggered: true));

    private sealed record StubDevices(IReadOnlyList<ILabDevice> All) : ILabDevices;
}
