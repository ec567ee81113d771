namespace OpenEvent.PSLab.Virtual;

/// <summary>
/// The levels of SCL and SDA during a command, and the time that it takes. The intervals are those of a recorded board: with the divider
/// BRG, SCL is high for BRG/2 + 3 ticks and low for BRG/2 + 10, SDA changes shortly after SCL fell, and the firmware pauses between the
/// parts of a transfer.
/// </summary>
internal sealed class I2cLines(ScheduledSignal clockLine, ScheduledSignal dataLine, SimulationClock clock)
{
    /// <summary>The divider for 400 kHz.</summary>
    private const uint DefaultDivider = 148;

    private const long PauseAfterStart = 56,
        PauseAfterStartCommand = 50 * TickClock.TicksPerMicrosecond,
        PauseInRestart = 74,
        PauseAfterRestart = 65,
        PauseAfterWrite = 100,
        PauseBeforeRead = 127,
        PauseBeforeAcknowledgement = 79,
        PauseAfterRead = 68;

    /// <summary>The ticks after which SDA is seen to change: after SCL fell, after a pause, and in a stop.</summary>
    private const long DataAfterClock = 15,
        DataAfterPause = -2,
        DataAfterStop = 5;

    /// <summary>The bus's resistor pulls SDA up, so its rise is seen later than its fall.</summary>
    private const long RiseOfData = 9;

    private long _pause;

    private long _tick;

    public uint Divider { get; set; } = DefaultDivider;

    private long High => Divider / 2 + 3;

    private long Low => Divider / 2 + 10;

    /// <summary>Begins the signals of a command at the present time.</summary>
    public void Begin() => _tick = Math.Max(_tick, clock.Now);

    /// <summary>Lets the command take as long as its signals.</summary>
    public void End() => clock.BusyFor(Math.Max(0, _tick - clock.Now));

    /// <summary>Releases both lines.</summary>
    public void Release()
    {
        Begin();
        clockLine.Set(_tick, true);
        dataLine.Set(_tick, true);
    }

    /// <summary>SDA falls while SCL is high. In the middle of a transfer both lines are released before.</summary>
    public void Start(bool isWholeCommand = false)
    {
        var isRestart = !clockLine.Level(_tick);
        if (isRestart)
        {
            SetData(true, _pause);
            clockLine.Set(_tick += Low + _pause, true);
            _tick += PauseInRestart;
        }
        dataLine.Set(_tick, false);
        clockLine.Set(_tick += High, false);
        _pause =
            isRestart ? PauseAfterRestart
            : isWholeCommand ? PauseAfterStartCommand
            : PauseAfterStart;
    }

    /// <summary>Eight bits of the controller, the highest first, and the acknowledgement of a device, which is low.</summary>
    public void Write(uint value, bool isAcknowledged)
    {
        for (var bit = 7; bit >= 0; bit--)
            Clock((value >> bit & 1) != 0, bit == 7 ? _pause : 0);
        Clock(!isAcknowledged, 0);
        _pause = PauseAfterWrite;
    }

    /// <summary>Eight bits of a device, and the acknowledgement of the controller, which reads the byte first.</summary>
    public void Read(uint value, bool isAcknowledged)
    {
        for (var bit = 7; bit >= 0; bit--)
            Clock((value >> bit & 1) != 0, bit == 7 ? PauseBeforeRead : 0);
        Clock(!isAcknowledged, PauseBeforeAcknowledgement);
        _pause = PauseAfterRead;
    }

    /// <summary>SDA rises while SCL is high.</summary>
    public void Stop()
    {
        SetData(false, _pause);
        clockLine.Set(_tick += Low + _pause, true);
        dataLine.Set(_tick += High + DataAfterStop, true);
    }

    private void Clock(bool data, long pause)
    {
        SetData(data, pause);
        clockLine.Set(_tick += Low + pause, true);
        clockLine.Set(_tick += High, false);
    }

    private void SetData(bool level, long pause) =>
        dataLine.Set(_tick + (pause > 0 ? pause + DataAfterPause : DataAfterClock) + (level ? RiseOfData : 0), level);

    /// <summary>Holds SCL low.</summary>
    public void HoldClock(long ticks)
    {
        clockLine.Set(_tick, false);
        clockLine.Set(_tick += ticks, true);
    }
}
