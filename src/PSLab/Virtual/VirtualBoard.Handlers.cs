using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Virtual;

/// <summary>What the board does for each command of the table. No answer (null) is silence.</summary>
public sealed partial class VirtualBoard
{
    private Dictionary<Command, Func<Values, Reply?>> Handlers(ushort[] buffer)
    {
        var memory = new Dictionary<uint, uint>();
        var i2c = new I2cBus(_options.IsV5 ? new() { [0x68] = _rtc, [0x60] = new SilentDevice() } : new() { [0x68] = _rtc });
        return new()
        {
            [Commands.CaptureOne] = a => _converter.Start(a, 1, dma: false),
            [Commands.CaptureTwo] = a => _converter.Start(a, 2, dma: false),
            [Commands.CaptureThree] = a => _converter.Start(a, 3, dma: false),
            [Commands.CaptureFour] = a => _converter.Start(a, 4, dma: false),
            [Commands.CaptureDma] = StartDma,
            [Commands.ConfigureTrigger] = _converter.SetTrigger,
            [Commands.GetCaptureStatus] = _ => _converter.Status(),
            [Commands.SetPgaGain] = _converter.SetGain,
            [Commands.GetVoltage] = _converter.Once,
            [Commands.GetVoltageSummed] = _converter.Sum,
            [Commands.SetCap] = _converter.SetCap,
            [Commands.GetCtmuVoltage] = _converter.CurrentSourceVoltage,
            [Commands.GetCapacitance] = _converter.Capacitance,
            [Commands.GetCapRange] = _converter.CapacitorRange,
            [Commands.StartCtmu] = _converter.StartCurrent,
            [Commands.StopCtmu] = _ => _converter.StopCurrent(),

            [Commands.SetSpiParameters] = _spi.Configure,
            [Commands.I2cStart] = i2c.Start,
            [Commands.I2cRestart] = i2c.Start,
            [Commands.I2cSend] = i2c.Send,
            [Commands.I2cSendBurst] = i2c.Send,
            [Commands.I2cReadEnd] = _ => i2c.Read(),
            [Commands.I2cReadMore] = _ => i2c.Read(),
            [Commands.I2cStop] = _ => i2c.Stop(),
            [Commands.I2cStatus] = _ => i2c.Status(),
            [Commands.I2cReadBulk] = i2c.ReadBulk,
            [Commands.I2cWriteBulk] = i2c.WriteBulk,
            [Commands.I2cWait] = Accept,
            [Commands.I2cConfig] = Accept,
            [Commands.I2cInit] = Accept,
            [Commands.I2cEnableSmbus] = Accept,
            [Commands.I2cDisableSmbus] = Accept,
            [Commands.I2cPulldownScl] = a => Worked(a["time"] * DeviceClock.TicksPerMicrosecond),
            [Commands.UartSendByte] = a => _uart.Send((byte)a["byte"]),
            [Commands.UartSendInt] = a => _uart.Send((byte)a["word"], (byte)(a["word"] >> 8)),
            [Commands.UartSetBaud] = Accept,
            [Commands.UartSetMode] = Accept,
            [Commands.UartReadByte] = _ => _uart.ReadByte(),
            [Commands.UartReadInt] = _ => _uart.ReadWord(),
            [Commands.UartStatus] = _ => _uart.Status(),
            [Commands.PassThrough] = _ => Silent(() => _passThrough = true),

            [Commands.SetPower] = a => Drive(_ => SetPower(a)),
            [Commands.SetSquare1] = a => Drive(now => _outputs.StartSquare(0, now, a)),
            [Commands.SetSquare2] = a => Drive(now => _outputs.StartSquare(1, now, a)),
            [Commands.SetSquares] = a => Drive(now => _outputs.StartSquares(now, a)),
            [Commands.MapReference] = a => Drive(_ => _outputs.MapReference(a["pins"], a["scaler"])),
            [Commands.SetBothSines] = a => StartSine(now => _outputs.StartBoth(now, a)),
            [Commands.SetSine1] = a => StartSine(now => _outputs.StartSine(0, now, a["config"], a["period"])),
            [Commands.SetSine2] = a => StartSine(now => _outputs.StartSine(1, now, a["config"], a["period"])),
            [Commands.LoadWaveform1] = a => Drive(_ => Load(0, a)),
            [Commands.LoadWaveform2] = a => Drive(_ => Load(1, a)),
            [Commands.ReadWaveform1] = _ => Table(0),
            [Commands.ReadWaveform2] = _ => Table(1),
            [Commands.SetState] = a => Drive(_ => _outputs.SetState(a["mask"])),
            [Commands.GetStates] = _ => Replies.With(new Values().Add("states", _recorder.States(_clock.Now))),

            [Commands.StartAlternateOne] = a => StartLogic(() => _recorder.StartAlternate(a)),
            [Commands.StartOne] = a => StartLogic(() => _recorder.StartOne(a)),
            [Commands.StartTwo] = a => StartLogic(() => _recorder.StartTwo(a)),
            [Commands.StartThree] = a => StartLogic(() => _recorder.StartThree(a)),
            [Commands.StartFour] = a => StartLogic(() => _recorder.StartFour(a)),
            [Commands.StopLogic] = _ => _recorder.Stop(),
            [Commands.FetchInt] = _recorder.FetchInt,
            [Commands.FetchLong] = _recorder.FetchLong,
            [Commands.GetInitialStates] = _ => _recorder.InitialStates(),
            [Commands.StartCounting] = _recorder.StartCounting,
            [Commands.FetchCount] = _ => _recorder.FetchCount(),
            [Commands.GetFrequency] = _recorder.Frequency,
            [Commands.GetHighFrequency] = _recorder.HighFrequency,

            [Commands.GetVersion] = _ => new(new Values().Add("version", _options.IsV5 ? "PSLab V5" : "PSLab V6"), null),
            [Commands.GetFirmware] = _ =>
                new(new Values().Add("major", Firmware.Major).Add("minor", Firmware.Minor).Add("patch", Firmware.Patch), null),
            [Commands.GetDebug] = _ => Replies.With("enabled", 0),
            [Commands.RetrieveBuffer] = a =>
                Replies.With(new Values().Add("words", [.. Range(a).Select(i => i < buffer.Length ? (uint)buffer[i] : 0)])),
            [Commands.ClearBuffer] = a => Each(Range(a), i => buffer[i] = 0, buffer.Length),
            [Commands.FillBuffer] = a => Each(Range(a), i => buffer[i] = (ushort)a.All("words")[i - (int)a["start"]], buffer.Length),
            [Commands.ReadAddress] = a => Replies.With("value", memory.GetValueOrDefault(a["address"] & ~1u)),
            [Commands.WriteAddress] = a => Done(() => memory[a["address"] & ~1u] = a["value"]),
            [Commands.Restart] = _ => null,
            [Commands.SetRgb] = Accept,

            [Commands.SetClock] = a => Done(() => _rtc.Unix = a["unix"]),
            [Commands.GetClock] = _ => Replies.With("unix", _rtc.Unix),
            [Commands.SetClockRegister] = a => Done(() => _rtc[(byte)a["register"]] = (byte)a["value"]),
            [Commands.GetClockRegister] = a => Replies.With("value", _rtc[(byte)a["register"]]),
            [Commands.SdRead] = _card.Read,
            [Commands.SdInfo] = _card.Info,
        };
    }

    private Reply StartDma(Values a)
    {
        // The scope's fast mode and the logic analyser share memory and a DMA channel.
        _recorder.Stop();
        return _converter.Start(a, 1, dma: true);
    }

    private Reply StartLogic(Func<Reply> start)
    {
        _converter.StopDma();
        return start();
    }

    private Reply StartSine(Action<long> start)
    {
        _recorder.SineStarts();
        return Drive(start);
    }

    private void SetPower(Values a)
    {
        _outputs.SetPower(a["channel"], a["code"]);
        _pins.Simulation.Inject("PCS", _outputs.Current, 1000);
    }

    private Reply Drive(Action<long> change)
    {
        var now = _clock.Now;
        _clock.Advance(now);
        _pins.Change(now, () => change(now));
        return Replies.Ok;
    }

    private void Load(int index, Values a) =>
        _outputs.Sines[index].Load([.. a.All("long").Select(v => (ushort)(v & 511))], [.. a.All("short").Select(v => (byte)(v & 63))]);

    private Reply Table(int index) =>
        Replies.With(
            new Values()
                .Add("long", [.. _outputs.Sines[index].Long.Select(v => (uint)v)])
                .Add("short", [.. _outputs.Sines[index].Short.Select(v => (uint)v)])
        );

    private Reply Worked(long ticks)
    {
        _clock.Work(ticks);
        return Replies.Ok;
    }

    private static IEnumerable<int> Range(Values a) => Enumerable.Range((int)a["start"], (int)a["count"]);

    private static Reply Each(IEnumerable<int> indices, Action<int> act, int end)
    {
        foreach (var index in indices.TakeWhile(i => i < end))
            act(index);
        return Replies.Ok;
    }

    private static Reply Accept(Values _) => Replies.Ok;

    private static Reply Done(Action act)
    {
        act();
        return Replies.Ok;
    }

    private static Reply? Silent(Action act)
    {
        act();
        return null;
    }
}
