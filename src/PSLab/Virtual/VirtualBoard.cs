using OpenEvent.PSLab.Instruments;
using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Virtual;

/// <summary>
/// A simulated PSLab board. It reads and sends the same bytes as a board with firmware 3, including its behaviour on errors: no reply to
/// unknown commands, 0 for missing arguments, and settings that stay until a reset. <see cref="Run"/> serves one line at a time.
/// </summary>
public sealed partial class VirtualBoard
{
    private const byte PowerDacAddress = 0x60;

    private static readonly TimeSpan BootTime = TimeSpan.FromMilliseconds(600);

    private readonly VirtualBoardOptions _options;
    private readonly Lock _serving = new();
    private Circuit _circuit;
    private readonly SimulationClock _clock;
    private readonly Noise _noise;
    private readonly SimulatedSdCard _card;
    private readonly Ds1307 _rtc;
    private Dictionary<Command, Func<FieldValues, CommandReply?>> _handlers = [];
    private SimulatedOutputs _outputs = null!;
    private SimulatedPins _pins = null!;
    private AnalogFrontEnd _analogFrontEnd = null!;
    private EdgeRecorder _recorder = null!;
    private SimulatedSpiBus _spi = null!;
    private SimulatedUart _uart = null!;
    private readonly Dictionary<byte, SimulatedI2cBus.IDevice> _i2cDevices = [];
    private bool _passThrough;

    /// <param name="options">The circuit, the firmware profile and the kind of board.</param>
    /// <param name="clock">The clock of the board; null for the system's time.</param>
    public VirtualBoard(VirtualBoardOptions options, TickClock? clock = null)
    {
        _options = options;
        _circuit = options.Circuit;
        Clock = clock ?? new TickClock(TimeProvider.System);
        _clock = new SimulationClock(Clock);
        _noise = options.HasNoise ? new Noise(options.Seed, offsets: options.Offsets) : Noise.None;
        _card = new SimulatedSdCard(_clock);
        _rtc = new Ds1307(_clock);
        Reset();
    }

    public FaultInjector Faults { get; } = new();

    public TickClock Clock { get; }

    private FirmwareVersion Firmware => _options.Profile == FirmwareProfile.V3Client ? FirmwareVersion.V30 : FirmwareVersion.V31;

    /// <summary>Resets the board as after power-on. The files on the SD card and the clock stay.</summary>
    public void Reset()
    {
        _outputs = new SimulatedOutputs(!_options.IsV5);
        _pins = new SimulatedPins(_circuit, _outputs);
        var buffer = new ushort[Commands.BufferSize];
        _analogFrontEnd = new AnalogFrontEnd(_clock, _pins, _noise, buffer);
        _recorder = new EdgeRecorder(_clock, _pins, _outputs, buffer);
        ConnectBuses();
        _passThrough = false;
        _clock.Advance = now =>
        {
            _analogFrontEnd.Advance(now);
            _recorder.Advance(now);
        };
        _handlers = CreateHandlers(buffer);
    }

    /// <summary>
    /// Connects another circuit to the pins, between two commands. The outputs keep their settings; SPI and UART lose theirs. It can be
    /// called from any thread.
    /// </summary>
    /// <param name="circuit">Null for the circuit of the options.</param>
    public void Rewire(Circuit? circuit)
    {
        lock (_serving)
        {
            _circuit = circuit ?? _options.Circuit;
            _pins.Rewire(_circuit);
            ConnectBuses();
        }
    }

    /// <summary>Reads commands from the line and answers them until the line ends.</summary>
    public void Run(SerialLine line, CancellationToken ct = default)
    {
        _clock.CancellationToken = ct;
        _clock.InputOverrun = line.DiscardOverrun;
        using var registration = ct.Register(line.End);
        try
        {
            while (!line.IsEnded && line.ReadByte(Timeout.InfiniteTimeSpan, ct) is >= 0 and var group)
            {
                lock (_serving)
                {
                    if (_passThrough)
                        line.Send(_uart.PassThrough((byte)group));
                    else
                        Serve((byte)group, line, ct);
                }
            }
        }
        catch (OperationCanceledException) when (line.IsEnded || ct.IsCancellationRequested)
        {
            // The line ended inside a command. An incomplete command is not executed.
        }
    }

    private void Serve(byte group, SerialLine line, CancellationToken ct)
    {
        var arguments = new CommandArguments(line, ct);
        var op = arguments.ReadByte();
        if (Commands.Find(group, op) is not { } command || !IsSupported(command))
            return;
        var fault = Faults.TakeNext();
        if (fault?.Kind == SimulatedFaultKind.StuckBusy)
            _clock.BusyFor(TickClock.ToTicks(fault.Duration));
        if (fault?.Kind == SimulatedFaultKind.StuckCapture)
            _analogFrontEnd.HidesCompletion = true;
        void Send(byte[] bytes) => Transmit(bytes, line, fault);
        if (command.Group == Commands.SpiExchange8.Group && command != Commands.SetSpiParameters)
            _spi.Exchange(command, arguments, Send);
        else if (command == Commands.SdWrite)
            _card.Write(arguments, Send);
        else
        {
            var request = arguments.ReadRequest(command);
            _clock.Advance(_clock.Now);
            if (_handlers[command](request.Arguments) is { } reply)
                Send(Encode(reply, request));
            else if (command == Commands.Restart)
                Boot(line);
        }
    }

    private void ConnectBuses()
    {
        _spi = new SimulatedSpiBus(_circuit.HasSpiLoopback);
        _uart = new SimulatedUart(_circuit.HasUartLoopback, _clock, _outputs.Tx);
        _i2cDevices.Clear();
        _i2cDevices[I2cBus.ClockAddress] = _rtc;
        if (_options.IsV5)
            _i2cDevices[PowerDacAddress] = new WriteOnlyDevice();
        if (!_circuit.HasI2cSensors)
            return;
        var environment = new SimulatedEnvironment(_clock);
        _i2cDevices[I2cSensors.Bmp180Address] = new Bmp180(environment);
        _i2cDevices[I2cSensors.Mpu6050Address] = new Mpu6050(environment);
        _i2cDevices[I2cSensors.Sht21Address] = new Sht21(environment);
        _i2cDevices[I2cSensors.Tsl2561Address] = new Tsl2561(environment);
        _i2cDevices[I2cSensors.Hmc5883LAddress] = new Hmc5883L(environment);
    }

    private bool IsSupported(Command command) => command.Support == FirmwareSupport.Current || _options.Profile == FirmwareProfile.V3Client;

    private byte[] Encode(CommandReply reply, CommandRequest request)
    {
        var bytes = reply.Encode(request, Firmware, longForm: _options.Profile == FirmwareProfile.V31Strict);
        // Current clients wait for this acknowledgement, which firmware from 3 on does not send.
        return request.Command.Ack == AckRule.BeforeFirmware3 && _options.Profile == FirmwareProfile.V3Client
            ? [.. bytes, reply.Ack ?? CommandReply.Success]
            : bytes;
    }

    private void Boot(SerialLine line)
    {
        Reset();
        _clock.BusyFor(TickClock.ToTicks(BootTime));
        line.DiscardOverrun();
    }

    private void Transmit(byte[] bytes, SerialLine line, SimulatedFault? fault)
    {
        switch (fault?.Kind)
        {
            case SimulatedFaultKind.DropAck when bytes.Length > 0:
                line.Send(bytes.AsMemory(..^1));
                break;
            case SimulatedFaultKind.LateAck when bytes.Length > 0:
                line.Send(bytes.AsMemory(..^1));
                _clock.BusyFor(TickClock.ToTicks(fault.Duration));
                line.Send(bytes.AsMemory(^1..));
                break;
            case SimulatedFaultKind.Garbage:
                var noise = new byte[bytes.Length + 3];
                Random.Shared.NextBytes(noise);
                // One byte in sixteen would look like a valid acknowledgement, so these values are changed.
                for (var i = 0; i < noise.Length; i++)
                    if ((noise[i] & 15) == CommandReply.Success)
                        noise[i] ^= 6;
                line.Send(noise);
                break;
            case SimulatedFaultKind.Truncate:
                line.Send(bytes.AsMemory(0, bytes.Length / 2));
                break;
            case SimulatedFaultKind.HangUp:
                line.Send(bytes.AsMemory(0, bytes.Length / 2));
                line.End();
                break;
            default:
                line.Send(bytes);
                break;
        }
    }
}
