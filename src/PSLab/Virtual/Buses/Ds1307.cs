namespace OpenEvent.PSLab.Virtual;

/// <summary>
/// The DS1307 clock at I2C address 0x68, in UTC: registers 0 to 6 hold seconds to years in BCD, register 7 control bits, then 56 bytes of
/// memory.
/// </summary>
internal sealed class Ds1307(SimulationClock clock) : SimulatedI2cBus.IDevice
{
    private const int Registers = 64;

    private readonly byte[] _memory = new byte[Registers];
    private TimeSpan _offset;
    private byte _pointer;
    private bool _addressing;

    public uint UnixTime
    {
        get => (uint)Now.ToUnixTimeSeconds();
        set => _offset = DateTimeOffset.FromUnixTimeSeconds(value) - clock.WallClock;
    }

    private DateTimeOffset Now => clock.WallClock + _offset;

    public byte this[byte register]
    {
        get
        {
            var now = Now;
            return (register % Registers) switch
            {
                0 => Bcd(now.Second),
                1 => Bcd(now.Minute),
                2 => Bcd(now.Hour),
                3 => (byte)((int)now.DayOfWeek + 1),
                4 => Bcd(now.Day),
                5 => Bcd(now.Month),
                6 => Bcd(now.Year % 100),
                var other => _memory[other],
            };
        }
        set
        {
            var index = register % Registers;
            if (index >= 7)
                _memory[index] = value;
            else if (index != 3)
                Set(index, (value & 15) + 10 * (value >> 4 & 7));
        }
    }

    public void Begin() => _addressing = true;

    public void Write(byte value)
    {
        if (_addressing)
            _pointer = value;
        else
            this[_pointer++] = value;
        _addressing = false;
    }

    public byte Read() => this[_pointer++];

    private void Set(int register, int value)
    {
        var n = Now;
        var target = register switch
        {
            0 => n.AddSeconds(Math.Min(value, 59) - n.Second),
            1 => n.AddMinutes(Math.Min(value, 59) - n.Minute),
            2 => n.AddHours(Math.Min(value & 31, 23) - n.Hour),
            4 => n.AddDays(Math.Clamp(value, 1, DateTime.DaysInMonth(n.Year, n.Month)) - n.Day),
            5 => n.AddMonths(Math.Clamp(value, 1, 12) - n.Month),
            _ => n.AddYears(2000 + Math.Min(value, 99) - n.Year),
        };
        _offset += target - n;
    }

    private static byte Bcd(int value) => (byte)((value / 10 << 4) | (value % 10));
}
