using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Virtual;

/// <summary>What the board does for each command of the table. Null means no reply.</summary>
public sealed partial class VirtualBoard
{
    private Dictionary<Command, Func<FieldValues, CommandReply?>> CreateHandlers(ushort[] buffer)
    {
        var memory = new Dictionary<uint, uint>();
        var i2c = new SimulatedI2cBus(_i2cDevices, new I2cLines(_outputs.Scl, _outputs.Sda, _clock));
        return new()
        {
            [Commands.CaptureOne] = a => _analogFrontEnd.StartCapture(a, 1, dma: false),
            [Commands.CaptureTwo] = a => _analogFrontEnd.StartCapture(a, 2, dma: false),
            [Commands.CaptureThree] = a => _analogFrontEnd.StartCapture(a, 3, dma: false),
            [Commands.CaptureFour] = a => _analogFrontEnd.StartCapture(a, 4, dma: false),
            [Commands.CaptureDma] = StartDma,
            [Commands.ConfigureTrigger] = _analogFrontEnd.SetTrigger,
            [Commands.GetCaptureStatus] = _ => _analogFrontEnd.GetCaptureStatus(),
            [Commands.SetPgaGain] = _analogFrontEnd.SetGain,
            [Commands.GetVoltage] = _analogFrontEnd.ConvertOnce,
            [Commands.GetVoltageSummed] = _analogFrontEnd.ConvertSum,
            [Commands.SetCap] = _analogFrontEnd.SetCap,
            [Commands.GetCtmuVoltage] = _analogFrontEnd.MeasureCurrentSourceVoltage,
            [Commands.GetCapacitance] = _analogFrontEnd.MeasureCapacitance,
            [Commands.GetCapRange] = _analogFrontEnd.MeasureCapacitorRange,
            [Commands.StartCtmu] = _analogFrontEnd.StartCurrent,
            [Commands.StopCtmu] = _ => _analogFrontEnd.StopCurrent(),

            [Commands.SetSpiParameters] = a => _spi.Configure(a),
            [Commands.I2cStart] = i2c.Start,
            [Commands.I2cRestart] = i2c.Start,
            [Commands.I2cSend] = i2c.Send,
            [Commands.I2cSendBurst] = i2c.Send,
            [Commands.I2cReadEnd] = _ => i2c.Read(isLast: true),
            [Commands.I2cReadMore] = _ => i2c.Read(isLast: false),
            [Commands.I2cStop] = _ => i2c.Stop(),
            [Commands.I2cStatus] = _ => i2c.Status(),
            [Commands.I2cReadBulk] = i2c.ReadBulk,
            [Commands.I2cWriteBulk] = i2c.WriteBulk,
            [Commands.I2cWait] = Accept,
            [Commands.I2cConfig] = i2c.Configure,
            [Commands.I2cInit] = _ => i2c.Init(),
            [Commands.I2cEnableSmbus] = Accept,
            [Commands.I2cDisableSmbus] = Accept,
            [Commands.I2cPulldownScl] = i2c.HoldClock,
            [Commands.UartSendByte] = a => _uart.Send((byte)a["byte"]),
            [Commands.UartSendInt] = a => _uart.Send((byte)a["word"], (byte)(a["word"] >> 8)),
            [Commands.UartSetBaud] = a => _uart.SetBaud(a),
            [Commands.UartSetMode] = a => _uart.SetMode(a),
            [Commands.UartReadByte] = _ => _uart.ReadByte(),
            [Commands.UartReadInt] = _ => _uart.ReadWord(),
            [Commands.UartStatus] = _ => _uart.Status(),
            [Commands.PassThrough] = _ => ApplySilently(() => _passThrough = true),

            [Commands.SetPower] = a => Drive(_ => SetPower(a)),
            [Commands.SetSquare1] = a => Drive(now => _outputs.StartSquare(0, now, a)),
            [Commands.SetSquare2] = a => Drive(now => _outputs.StartSquare(1, now, a)),
            [Commands.SetSquares] = a => Drive(now => _outputs.StartSquares(now, a)),
            [Commands.MapReference] = a => Drive(_ => _outputs.MapReference(a["pins"], a["scaler"])),
            [Commands.SetBothSines] = a => StartSine(now => _outputs.StartBoth(now, a)),
            [Commands.SetSine1] = a => StartSine(now => _outputs.StartSine(0, now, a["config"], a["period"])),
            [Commands.SetSine2] = a => StartSine(now => _outputs.StartSine(1, now, a["config"], a["period"])),
            [Commands.LoadWaveform1] = a => Drive(_ => LoadTable(0, a)),
            [Commands.LoadWaveform2] = a => Drive(_ => LoadTable(1, a)),
            [Commands.ReadWaveform1] = _ => ReadTable(0),
            [Commands.ReadWaveform2] = _ => ReadTable(1),
            [Commands.SetState] = a => Drive(_ => _outputs.SetState(a["mask"])),
            [Commands.GetStates] = _ => Replies.With(new FieldValues().Add("states", _recorder.GetLevels(_clock.Now))),

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
            [Commands.GetFrequency] = _recorder.MeasureFrequency,
            [Commands.GetHighFrequency] = _recorder.MeasureHighFrequency,

            [Commands.GetVersion] = _ => new(new FieldValues().Add("version", _options.IsV5 ? "PSLab V5" : "PSLab V6"), null),
            [Commands.GetFirmware] = _ =>
                new(new FieldValues().Add("major", Firmware.Major).Add("minor", Firmware.Minor).Add("patch", Firmware.Patch), null),
            [Commands.GetDebug] = _ => Replies.With("enabled", 0),
            [Commands.RetrieveBuffer] = a =>
                Replies.With(new FieldValues().Add("words", [.. GetRange(a).Select(i => i < buffer.Length ? (uint)buffer[i] : 0)])),
            [Commands.ClearBuffer] = a => ApplyToEach(GetRange(a), i => buffer[i] = 0, buffer.Length),
            [Commands.FillBuffer] = a =>
                ApplyToEach(GetRange(a), i => buffer[i] = (ushort)a.GetItems("words")[i - (int)a["start"]], buffer.Length),
            [Commands.ReadAddress] = a => Replies.With("value", memory.GetValueOrDefault(a["address"] & ~1u)),
            [Commands.WriteAddress] = a => Apply(() => memory[a["address"] & ~1u] = a["value"]),
            [Commands.Restart] = _ => null,
            [Commands.SetRgb] = Accept,

            [Commands.SetClock] = a => Apply(() => _rtc.UnixTime = a["unix"]),
            [Commands.GetClock] = _ => Replies.With("unix", _rtc.UnixTime),
            [Commands.SetClockRegister] = a => Apply(() => _rtc[(byte)a["register"]] = (byte)a["value"]),
            [Commands.GetClockRegister] = a => Replies.With("value", _rtc[(byte)a["register"]]),
            [Commands.SdRead] = _card.Read,
            [Commands.SdInfo] = _card.Info,
        };
    }

    private CommandReply StartDma(FieldValues a)
    {
        // The oscilloscope's DMA captures and the logic analyser share memory and a DMA channel.
        _recorder.Stop();
        return _analogFrontEnd.StartCapture(a, 1, dma: true);
    }

    private CommandReply StartLogic(Func<CommandReply> start)
    {
        _analogFrontEnd.StopDma();
        return start();
    }

    private CommandReply StartSine(Action<long> start)
    {
        _recorder.OnSineStarted();
        return Drive(start);
    }

    private void SetPower(FieldValues a)
    {
        _outputs.SetPower(a["channel"], a["code"]);
        _pins.Simulation.InjectCurrent("PCS", _outputs.Current, 1000);
    }

    private CommandReply Drive(Action<long> change)
    {
        var now = _clock.Now;
        _clock.Advance(now);
        _pins.Change(now, () => change(now));
        return Replies.Ok;
    }

    private void LoadTable(int index, FieldValues a) =>
        _outputs
            .Waveforms[index]
            .Load([.. a.GetItems("long").Select(v => (ushort)(v & 511))], [.. a.GetItems("short").Select(v => (byte)(v & 63))]);

    private CommandReply ReadTable(int index) =>
        Replies.With(
            new FieldValues()
                .Add("long", [.. _outputs.Waveforms[index].LongTable.Select(v => (uint)v)])
                .Add("short", [.. _outputs.Waveforms[index].ShortTable.Select(v => (uint)v)])
        );

    private static IEnumerable<int> GetRange(FieldValues a) => Enumerable.Range((int)a["start"], (int)a["count"]);

    private static CommandReply ApplyToEach(IEnumerable<int> indices, Action<int> act, int end)
    {
        foreach (var index in indices.TakeWhile(i => i < end))
            act(index);
        return Replies.Ok;
    }

    private static CommandReply Accept(FieldValues _) => Replies.Ok;

    private static CommandReply Apply(Action act)
    {
        act();
        return Replies.Ok;
    }

    private static CommandReply? ApplySilently(Action act)
    {
        act();
        return null;
    }
}
