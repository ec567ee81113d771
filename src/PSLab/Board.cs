using OpenEvent.PSLab.Instruments;
using OpenEvent.PSLab.Link;
using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab;

/// <summary>
/// A Pocket Science Lab: its instruments, in SI units, over one link. What the board cannot do is refused before a byte is sent. Each call has the board
/// to itself from its first command to its last, so that calls may come from many sides.
/// </summary>
public sealed class Board : IAsyncDisposable
{
    /// <summary>Firmware, connectors and this library run on one clock.</summary>
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
        Spi = new(this);
        Uart = new(this);
        Clock = new(this);
        Leds = new(this);
        Buffer = new(this);
    }

    /// <summary>A board on a serial port or at tcp://host[:port]. Nothing is opened before the first call.</summary>
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

    public SpiBus Spi { get; }

    public UartPort Uart { get; }

    public RealTimeClock Clock { get; }

    public RgbLeds Leds { get; }

    public BoardBuffer Buffer { get; }

    /// <summary>Who answers there: opens the port if that is needed.</summary>
    public async Task<BoardIdentity> IdentifyAsync(CancellationToken ct)
    {
        await using var lease = await AcquireAsync(ct).ConfigureAwait(false);
        var version = (await lease.ExecuteAsync(Commands.GetVersion.CreateRequest(), ct).ConfigureAwait(false))
            .Values.Text("version")
            .Trim();
        return version.Contains("PSLab", StringComparison.Ordinal) || version.Contains("CSpark", StringComparison.Ordinal)
            ? new BoardIdentity(version, lease.Firmware)
            : throw new BoardException(BoardErrorKind.InvalidResponse, $"The board calls itself '{version}'.");
    }

    /// <summary>Restarts the board: it takes a second, and all settings are gone.</summary>
    public async Task RestartAsync(CancellationToken ct)
    {
        await using var lease = await AcquireAsync(ct).ConfigureAwait(false);
        await lease.ExecuteAsync(Commands.Restart.CreateRequest(), ct).ConfigureAwait(false);
    }

    /// <summary>
    /// Leaves the board as the next user may expect it: supplies at zero, generators and digital outputs low, logic analyser and current source stopped,
    /// gains 1, no trigger, LED dark.
    /// </summary>
    public async Task MakeSafeAsync(CancellationToken ct)
    {
        await using var lease = await AcquireAsync(ct).ConfigureAwait(false);
        await PowerSupply.SwitchOffAsync(lease, _stateCache, ct).ConfigureAwait(false);
        await lease.ExecuteAsync(Commands.MapReference.CreateRequest(0, 0), ct).ConfigureAwait(false);
        // Taking SQ3 and SQ4 to a level stops SI2 and SI1 as well, which share their timers.
        await lease.ExecuteAsync(Commands.SetState.CreateRequest(0xF0), ct).ConfigureAwait(false);
        await lease.ExecuteAsync(Commands.StopLogic.CreateRequest(), ct).ConfigureAwait(false);
        await lease.ExecuteAsync(Commands.StopCtmu.CreateRequest(), ct).ConfigureAwait(false);
        await lease.ExecuteAsync(Commands.SetPgaGain.CreateRequest(1, 0), ct).ConfigureAwait(false);
        await lease.ExecuteAsync(Commands.SetPgaGain.CreateRequest(2, 0), ct).ConfigureAwait(false);
        await lease.ExecuteAsync(Commands.SetRgb.CreateArrayRequest([3], [0, 0, 0], [0]), ct).ConfigureAwait(false);
        var (power, waves) = (_stateCache.PowerCodes, _stateCache.Waveforms);
        _stateCache.Clear();
        power.CopyTo(_stateCache.PowerCodes, 0);
        // A sine is what everybody may expect; any other table is loaded over when the next user starts a generator.
        for (var i = 0; i < waves.Length; i++)
            _stateCache.Waveforms[i] = waves[i] == WaveformGenerator.Sine ? WaveformGenerator.Sine : null;
    }

    public ValueTask DisposeAsync() => Link.DisposeAsync();

    /// <summary>The board for one caller, with what is known of its settings.</summary>
    internal async Task<BoardLease> AcquireAsync(CancellationToken ct)
    {
        var lease = await Link.AcquireAsync(ct).ConfigureAwait(false);
        _stateCache.EnterSession(lease.Session);
        return lease;
    }

    internal BoardStateCache StateCache => _stateCache;
}
