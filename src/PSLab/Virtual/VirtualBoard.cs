using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Virtual;

/// <summary>
/// A PSLab board in software: it reads and sends the same bytes as a board with firmware 3 and behaves as it does, in what it forgives (nothing) too:
/// silence for what it does not know, 0 for arguments that do not come, state that stays until a reset. <see cref="Run"/> serves one line at a time.
/// </summary>
public sealed partial class VirtualBoard
{
    private static readonly TimeSpan BootTime = TimeSpan.FromMilliseconds(600);

    private readonly VirtualBoardOptions _options;
    private readonly BoardClock _clock;
    private readonly Noise _noise;
    private readonly SdCard _card;
    private readonly Rtc _rtc;
    private Dictionary<Command, Func<Values, Reply?>> _handlers = [];
    private Outputs _outputs = null!;
    private Pins _pins = null!;
    private Converter _converter = null!;
    private EdgeRecorder _recorder = null!;
    private SpiBus _spi = null!;
    private SecondUart _uart = null!;
    private bool _passThrough;

    /// <param name="clock">Whose time it lives in; usually that of the wall.</param>
    public VirtualBoard(VirtualBoardOptions options, DeviceClock? clock = null)
    {
        _options = options;
        Clock = clock ?? new DeviceClock(TimeProvider.System);
        _clock = new BoardClock(Clock);
        _noise = options.Imperfect ? new Noise(options.Seed, offsets: options.Offsets) : Noise.None;
        (_card, _rtc) = (new SdCard(_clock), new Rtc(_clock));
        Reset();
    }

    public Faults Faults { get; } = new();

    public DeviceClock Clock { get; }

    /// <summary>Whether host and second UART are connected through; only <see cref="Reset"/> ends it.</summary>
    public bool IsPassingThrough => _passThrough;

    private Firmware Firmware => _options.Profile == Profile.V3Client ? Firmware.V30 : Firmware.V31;

    /// <summary>As after switching the power off and on; files and clock stay.</summary>
    public void Reset()
    {
        _outputs = new Outputs(!_options.IsV5);
        _pins = new Pins(_options.Circuit, _outputs);
        var buffer = new ushort[Commands.BufferSize];
        _converter = new Converter(_clock, _pins, _noise, buffer);
        _recorder = new EdgeRecorder(_clock, _pins, _outputs, buffer);
        _spi = new SpiBus(_options.Circuit.SpiLoop);
        _uart = new SecondUart(_options.Circuit.SerialLoop, _clock);
        _passThrough = false;
        _clock.Advance = now =>
        {
            _converter.Advance(now);
            _recorder.Advance(now);
        };
        _handlers = Handlers(buffer);
    }

    /// <summary>Reads commands from the line and answers them until it ends.</summary>
    public void Run(Line line, CancellationToken ct = default)
    {
        _clock.Stop = ct;
        _clock.Deaf = line.Overrun;
        using var cut = ct.Register(line.End);
        try
        {
            while (!line.IsEnded && line.Take(Timeout.InfiniteTimeSpan, ct) is >= 0 and var group)
            {
                if (_passThrough)
                    line.Send(_uart.PassThrough((byte)group));
                else
                    Serve((byte)group, line, ct);
            }
        }
        catch (OperationCanceledException) when (line.IsEnded || ct.IsCancellationRequested)
        {
            // The line ended inside a command: nothing is carried out that was not asked for in full.
        }
    }

    private void Serve(byte group, Line line, CancellationToken ct)
    {
        var arguments = new Arguments(line, ct);
        var op = arguments.Byte();
        if (Commands.Find(group, op) is not { } command || !Knows(command))
            return;
        var fault = Faults.Strike();
        if (fault?.Kind == FaultOnDemand.StuckBusy)
            _clock.Work(DeviceClock.Ticks(fault.Duration));
        if (fault?.Kind == FaultOnDemand.StuckCapture)
            _converter.Sticks = true;
        void Send(byte[] bytes) => Transmit(bytes, line, fault);
        if (command.Group == Commands.SpiExchange8.Group && command != Commands.SetSpiParameters)
            _spi.Exchange(command, arguments, Send);
        else if (command == Commands.SdWrite)
            _card.Write(arguments, Send);
        else
        {
            var request = arguments.Read(command);
            _clock.Advance(_clock.Now);
            if (_handlers[command](request.Arguments) is { } reply)
                Send(Encode(reply, request));
            else if (command == Commands.Restart)
                Boot(line);
        }
    }

    private bool Knows(Command command) => command.Support == Support.Current || _options.Profile == Profile.V3Client;

    private byte[] Encode(Reply reply, Request request)
    {
        var bytes = reply.Encode(request, Firmware, longForm: _options.Profile == Profile.V31Strict);
        // The clients of today wait for this acknowledgement, which firmware from 3 on does not send.
        return request.Command.Ack == AckRule.BeforeFirmware3 && _options.Profile == Profile.V3Client
            ? [.. bytes, reply.Ack ?? Reply.Success]
            : bytes;
    }

    private void Boot(Line line)
    {
        Reset();
        _clock.Work(DeviceClock.Ticks(BootTime));
        line.Overrun();
    }

    private void Transmit(byte[] bytes, Line line, Fault? fault)
    {
        switch (fault?.Kind)
        {
            case FaultOnDemand.DropAck when bytes.Length > 0:
                line.Send(bytes.AsMemory(..^1));
                break;
            case FaultOnDemand.LateAck when bytes.Length > 0:
                line.Send(bytes.AsMemory(..^1));
                _clock.Work(DeviceClock.Ticks(fault.Duration));
                line.Send(bytes.AsMemory(^1..));
                break;
            case FaultOnDemand.Garbage:
                var noise = new byte[bytes.Length + 3];
                Random.Shared.NextBytes(noise);
                // One chance in sixteen would be a good acknowledgement, which nobody could tell from a real one.
                for (var i = 0; i < noise.Length; i++)
                    if ((noise[i] & 15) == Reply.Success)
                        noise[i] ^= 6;
                line.Send(noise);
                break;
            case FaultOnDemand.Truncate:
                line.Send(bytes.AsMemory(0, bytes.Length / 2));
                break;
            case FaultOnDemand.HangUp:
                line.Send(bytes.AsMemory(0, bytes.Length / 2));
                line.End();
                break;
            default:
                line.Send(bytes);
                break;
        }
    }
}
