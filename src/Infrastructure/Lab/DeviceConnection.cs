using Microsoft.Extensions.Logging;
using OpenEvent.Application.Lab;
using OpenEvent.Domain.Common;

namespace OpenEvent.Infrastructure.Lab;

/// <summary>
/// The state of a device as its <see cref="DeviceBroker"/> knows it: identity, fault, and whose settings it has. It also does the
/// maintenance between calls: reaching a lost device again and putting a device that nobody uses into the safe state.
/// </summary>
internal sealed class DeviceConnection(
    string name,
    IDeviceDriver driver,
    LabSettings settings,
    TimeProvider clock,
    LabMetrics metrics,
    ILogger log,
    CancellationToken stopping
)
{
    private static readonly TimeSpan ContactInterval = TimeSpan.FromSeconds(10),
        ShutdownTimeout = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private InstrumentIdentity? _identity;
    private string? _fault;
    private long _lastContactAt = clock.GetTimestamp();
    private long? _userWithLostSettings;
    private int _connections;

    /// <summary>The user whose settings the device has; null if it is in the safe state, or if its state is unknown.</summary>
    public long? CurrentUser { get; set; }

    /// <summary>Makes the device safe if it has another user's settings or another circuit, and connects the circuit.</summary>
    /// <param name="circuit">The circuit of a virtual device; null for the configured one.</param>
    public async Task<TurnStart> BeginTurnAsync(long user, string? circuit, CancellationToken ct)
    {
        var start =
            driver.Circuit != circuit ? (CurrentUser == user ? TurnStart.OtherCircuit : TurnStart.OtherUser)
            : CurrentUser != user ? TurnStart.OtherUser
            : TurnStart.Continued;
        if (start != TurnStart.Continued)
            await MakeSafeAsync(ct);
        driver.Circuit = circuit;
        if (_userWithLostSettings != user)
            _userWithLostSettings = null;
        CurrentUser = user;
        return start;
    }

    /// <summary>Whether the device lost the user's settings since their last call. It is told once.</summary>
    public bool TakeLostSettings(long user)
    {
        var isLost = _userWithLostSettings == user || _connections != driver.Connections;
        _userWithLostSettings = null;
        _connections = driver.Connections;
        return isLost;
    }

    public InstrumentIdentity? Identity
    {
        get
        {
            lock (_lock)
                return _identity;
        }
    }

    /// <summary>Why the device is lost; null if it is not.</summary>
    public string? Fault
    {
        get
        {
            lock (_lock)
                return _fault;
        }
    }

    public bool IsUp
    {
        get
        {
            lock (_lock)
                return _identity is not null && _fault is null;
        }
    }

    /// <summary>Contacts the device if it is new or lost, or if the last contact is 10 s ago.</summary>
    public async Task CheckAsync()
    {
        if (!IsUp || clock.GetElapsedTime(_lastContactAt) >= ContactInterval)
            await TryAsync(IdentifyAsync);
    }

    /// <summary>Puts a device that nobody uses into the safe state.</summary>
    public Task TryMakeSafeAsync() => TryAsync(MakeSafeAsync);

    public async Task MakeSafeAsync(CancellationToken ct)
    {
        CurrentUser = null;
        await driver.MakeSafeAsync(ct).WaitAsync(ct);
        _connections = driver.Connections;
    }

    /// <summary>Puts the device into the safe state if it is up, and closes it.</summary>
    public async Task CloseAsync()
    {
        if (IsUp)
            await TryAsync(driver.MakeSafeAsync, ShutdownTimeout, CancellationToken.None);
        await driver.DisposeAsync();
    }

    /// <summary>Connects a virtual board anew, without anything that users have done to it.</summary>
    public Task RestartAsync()
    {
        CurrentUser = null;
        _userWithLostSettings = null;
        lock (_lock)
            _identity = null;
        return TryAsync(async ct =>
        {
            await driver.RestartAsync();
            await IdentifyAsync(ct);
        });
    }

    public void MarkUp()
    {
        lock (_lock)
        {
            _fault = null;
            _lastContactAt = clock.GetTimestamp();
        }
    }

    public void MarkLost(RejectedException reason)
    {
        _userWithLostSettings = CurrentUser ?? _userWithLostSettings;
        CurrentUser = null;
        lock (_lock)
        {
            var wasLost = _fault is not null;
            _fault = reason.Message;
            // While the server stops, its devices end too.
            if (wasLost || stopping.IsCancellationRequested)
                return;
        }

        metrics.RecordLoss(name);
        log.LogWarning("Device {Device:l} is lost: {Reason:l}", name, reason.Message);
    }

    private async Task IdentifyAsync(CancellationToken ct)
    {
        var isNew = !IsUp;
        var identity = await driver.IdentifyAsync(ct).WaitAsync(ct);
        if (isNew)
        {
            await MakeSafeAsync(ct); // its outputs may be on, from an earlier connection or another server
            log.LogInformation("Device {Device:l} answers: {Board:l}, firmware {Firmware:l}", name, identity.Board, identity.Firmware);
        }

        lock (_lock)
            _identity = identity;
        MarkUp();
    }

    private Task TryAsync(Func<CancellationToken, Task> action) => TryAsync(action, TimeSpan.FromSeconds(settings.CallSeconds), stopping);

    /// <summary>Runs a maintenance action. A failure changes the device's state and is not thrown.</summary>
    private async Task TryAsync(Func<CancellationToken, Task> action, TimeSpan limit, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(limit);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, ct);
        try
        {
            await action(linked.Token);
        }
        catch (RejectedException rejection)
        {
            MarkLost(rejection);
        }
        catch (OperationCanceledException)
        {
            if (!stopping.IsCancellationRequested)
                MarkLost(DeviceBroker.Unavailable(DeviceCodes.TimedOut, $"The device {name} does not answer."));
        }
        catch (Exception exception)
        {
            log.LogError(exception, "The maintenance of device {Device:l} failed", name);
            MarkLost(DeviceBroker.Unavailable(DeviceCodes.Lost, $"The device {name} cannot be used."));
        }
    }
}
