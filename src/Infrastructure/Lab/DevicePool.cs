using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenEvent.Application.Common;
using OpenEvent.Application.Lab;

namespace OpenEvent.Infrastructure.Lab;

/// <summary>
/// The configured devices, each with its broker. Brokers start with the server and put their devices into the safe state when it stops.
/// </summary>
[SuppressMessage(
    "Reliability",
    "CA2000",
    Justification = "A broker owns its instrument, which owns its virtual board; the pool disposes of its brokers."
)]
internal sealed class DevicePool : ILabDevices, IHostedService, IResettable, IAsyncDisposable
{
    private readonly List<DeviceBroker> _brokers;

    /// <param name="linkDirectory">The folder of the links to virtual boards' ports.</param>
    public DevicePool(LabSettings settings, string linkDirectory, TimeProvider clock, LabMetrics metrics, ILoggerFactory logs)
    {
        var log = logs.CreateLogger<DevicePool>();
        _brokers =
        [
            .. settings
                .Addresses.OrderByDescending(d => d.Key == LabSettings.DefaultDeviceName)
                .ThenBy(d => d.Key, StringComparer.Ordinal)
                .Select(device =>
                {
                    var (name, address) = device;
                    var port = address.IsVirtual ? Path.Combine(linkDirectory, name) : address.Target;
                    var board = address.IsVirtual ? new VirtualBoardProcess(name, port, address.Target, log) : null;
                    return new DeviceBroker(
                        name,
                        address.Kind,
                        new PSLabDriver(name, port, settings.LockDirectory, board, TimeSpan.FromSeconds(settings.CallSeconds)),
                        settings,
                        clock,
                        metrics,
                        log
                    )
                    {
                        ConfiguredCircuit = address.IsVirtual ? PSLabCircuitCatalogue.FindName(address.Target) : null,
                    };
                }),
        ];
    }

    public IReadOnlyList<ILabDevice> All => _brokers;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _brokers.ForEach(b => b.Start());
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(_brokers.Select(b => b.DisposeAsync().AsTask()));

    public Task ResetAsync(CancellationToken ct)
    {
        _brokers.ForEach(b => b.Reset());
        return Task.CompletedTask;
    }

    /// <summary>Used when the host is disposed of without having been stopped.</summary>
    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);
}
