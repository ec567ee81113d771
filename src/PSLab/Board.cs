using OpenEvent.PSLab.Instruments;
using OpenEvent.PSLab.Link;
using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab;

/// <summary>
/// A Pocket Science Lab board with its instruments, in SI units, over one link. Arguments out of range are rejected before anything is
/// sent. Each call has the board to itself from its first command to its last, so concurrent calls are possible.
/// </summary>
public sealed class Board : IAsyncDisposable
{
    /// <summary>The clock of the timers in hertz.</summary>
    public const double ClockHz = 64_000_000;

    private readonly BoardStateCache _stateCache = new();

    public Board(BoardLink link)
    {
        Link = link;
        Oscilloscope = new(this);
        Multimeter = new(this);
        Waveforms = new(this);
        Pulses = new(this);
        Power = new(this);
        Pins = new(this);
        Logic = new(this);
        I2c = new(this);
        Sensors = new(this);
        Spi = new(this);
        Uart = new(this);
        Clock = new(this);
        Leds = new(this);
        Buffer = new(this);
    }

    /// <summary>A board on a serial port or at <c>tcp://host[:port]</c>. The first call opens the port.</summary>
    public Board(string address, LinkOptions? options = null)
        : this(new BoardLink(address, options)) { }

    public BoardLink Link { get; }

    public Oscilloscope Oscilloscope { get; }

    public Multimeter Multimeter { get; }

    public WaveformGenerator Waveforms { get; }

    public PulseGenerator Pulses { get; }

    public PowerSupply Power { get; }

    public DigitalPins Pins { get; }

    public LogicAnalyzer Logic { get; }

    public I2cBus I2c { get; }

    /// <summary>Sensors on the I2C bus.</summary>
    public I2cSensors Sensors { get; }

    public SpiBus Spi { get; }

    public UartPort Uart { get; }

    public RealTimeClock Clock { get; }

    public RgbLeds Leds { get; }

    public BoardBuffer Buffer { get; }

    /// <summary>Reads the board's name and firmware version; opens the port if needed.</summary>
    public async Task<BoardIdentity> IdentifyAsync(CancellationToken ct)
    {
        await using var lease = await AcquireAsync(ct).ConfigureAwait(false);
        var version = (await lease.ExecuteAsync(Commands.GetVersion.CreateRequest(), ct).ConfigureAwait(false))
            .Values.Text("version")
            .Trim();
        return version.Contains("PSLab", StringComparison.Ordinal) || version.Contains("CSpark", StringComparison.Ordinal)
            ? new BoardIdentity(version, lease.Firmware)
            : throw new BoardException(BoardErrorKind.InvalidResponse, $"The board's name is '{version}', which is not a PSLab.");
    }

    /// <summary>Restarts the board. It takes about a second, and all settings are lost.</summary>
    public async Task RestartAsync(CancellationToken ct)
    {
        await using var lease = await AcquireAsync(ct).ConfigureAwait(false);
        await lease.ExecuteAsync(Commands.Restart.CreateRequest(), ct).ConfigureAwait(false);
    }

    /// <summary>
    /// Puts the board into the safe state for the next user: supplies at zero, generators and digital outputs low, logic analyser and
    /// current source stopped, gains 1, no trigger, LED off. See docs/reference/lab-functions.md#safe-state.
    /// </summary>
    public async Task MakeSafeAsync(CancellationToken ct)
    {
        await using var lease = await AcquireAsync(ct).ConfigureAwait(false);
        await PowerSupply.SwitchOffAsync(lease, _stateCache, Link.Version, ct).ConfigureAwait(false);
        await lease.ExecuteAsync(Commands.MapReference.CreateRequest(0, 0), ct).ConfigureAwait(false);
        // A level on SQ3 and SQ4 also stops SI2 and SI1, which share their timers.
        await lease.ExecuteAsync(Commands.SetState.CreateRequest(0xF0), ct).ConfigureAwait(false);
        await lease.ExecuteAsync(Commands.StopLogic.CreateRequest(), ct).ConfigureAwait(false);
        await lease.ExecuteAsync(Commands.StopCtmu.CreateRequest(), ct).ConfigureAwait(false);
        await lease.ExecuteAsync(Commands.SetPgaGain.CreateRequest(1, 0), ct).ConfigureAwait(false);
        await lease.ExecuteAsync(Commands.SetPgaGain.CreateRequest(2, 0), ct).ConfigureAwait(false);
        await lease.ExecuteAsync(Commands.SetRgb.CreateArrayRequest([3], [0, 0, 0], [0]), ct).ConfigureAwait(false);
        var power = _stateCache.PowerCodes;
        var waves = _stateCache.Waveforms;
        _stateCache.Clear();
        power.CopyTo(_stateCache.PowerCodes, 0);
        // Every user may rely on a sine. Any other waveform is replaced when the next user starts a generator.
        for (var i = 0; i < waves.Length; i++)
            _stateCache.Waveforms[i] = waves[i] == WaveformGenerator.Sine ? WaveformGenerator.Sine : null;
    }

    public ValueTask DisposeAsync() => Link.DisposeAsync();

    /// <summary>Takes the board for one caller and discards cached settings of an earlier session.</summary>
    internal async Task<BoardLease> AcquireAsync(CancellationToken ct)
    {
        var lease = await Link.AcquireAsync(ct).ConfigureAwait(false);
        _stateCache.SetSession(lease.Session);
        return lease;
    }

    internal BoardStateCache StateCache => _stateCache;
}
