namespace OpenEvent.PSLab.Virtual;

/// <summary>
/// The levels of SCL and SDA during a command, and the time that it takes. The intervals are those of a recorded board: with the divider
/// BRG, SCL is high for BRG/2 + 3 ticks and low for BRG/2 + 10, and the firmware pauses before each byte.
/// </summary>
internal sealed class I2cLines(ScheduledSignal clockLine, ScheduledSignal dataLine, SimulationClock clock)
{
    /// <summary>The divider for 400 kHz.</summary>
    private const uint DefaultDivider = 148;

    private const long PauseBeforeByte = 80,
        PauseAfterStartCommand = 50 * TickClock.TicksPerMicrosecond;

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
        if (!clockLine.Level(_tick))
        {
            dataLine.Set(_tick + Low / 2, true);
            clockLine.Set(_tick += Low + PauseBeforeByte, true);
            _tick += High;
        }
        dataLine.Set(_tick, false);
        clockLine.Set(_tick += High, false);
        if (isWholeCommand)
            _tick += PauseAfterStartCommand;
    }

    /// <summary>Eight bits, the highest first, and the acknowledgement, which is low if the receiver gives one.</summary>
    public void Byte(uint value, bool isAcknowledged)
    {
        _tick += PauseBeforeByte;
        for (var bit = 8; bit >= 0; bit--)
        {
            dataLine.Set(_tick + Low / 2, bit > 0 ? (value >> (bit - 1) & 1) != 0 : !isAcknowledged);
            clockLine.Set(_tick += Low, true);
            clockLine.Set(_tick += High, false);
        }
    }

    /// <summary>SDA rises while SCL is high.</summary>
    public void Stop()
    {
        dataLine.Set(_tick + Low / 2, false);
        clockLine.Set(_tick += Low + PauseBeforeByte, true);
        dataLine.Set(_tick += High, true);
    }

    /// <summary>Holds SCL low.</summary>
    public void HoldClock(long ticks)
    {
        clockLine.Set(_tick, false);
        clockLine.Set(_tick += ticks, true);
    }
}
