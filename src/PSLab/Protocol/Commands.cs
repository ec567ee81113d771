using System.Reflection;

namespace OpenEvent.PSLab.Protocol;

/// <summary>
/// The command table: every command of firmware 3.1.0, and those that only older firmware has. Names and numbers are the firmware's. A
/// board reads the two bytes of any other command and sends nothing. See docs/reference/pslab-protocol.md#commands.
/// </summary>
public static partial class Commands
{
    /// <summary>The size of the ADC's memory in words; oscilloscope and logic analyser share it.</summary>
    public const int BufferSize = 10_000;

    /// <summary>The largest sum of 16 conversions of 12 bits.</summary>
    private const uint MaxConversionSum = 16 * 4095;

    private static readonly Lazy<Command[]> Table = new(() =>
        [
            .. typeof(Commands)
                .GetProperties(BindingFlags.Public | BindingFlags.Static)
                .Where(p => p.PropertyType == typeof(Command))
                .Select(p => (Command)p.GetValue(null)!)
                .OrderBy(c => (c.Group, c.Op)),
        ]
    );

    private static readonly Lazy<Dictionary<(byte, byte), Command>> ByOpcode = new(() => Table.Value.ToDictionary(c => (c.Group, c.Op)));

    /// <summary>The whole table, ordered by opcode.</summary>
    public static IReadOnlyList<Command> All => Table.Value;

    /// <summary>The names of the groups, and the highest opcode of each in firmware 3.1.0.</summary>
    public static IReadOnlyDictionary<byte, (string Name, byte Max)> Groups { get; } =
        new Dictionary<byte, (string, byte)>
        {
            [1] = ("FLASH", 4),
            [2] = ("ADC", 23),
            [3] = ("SPI", 11),
            [4] = ("I2C", 16),
            [5] = ("UART2", 8),
            [6] = ("DAC", 3),
            [7] = ("WAVEGEN", 19),
            [8] = ("DOUT", 1),
            [9] = ("DIN", 2),
            [10] = ("TIMING", 17),
            [11] = ("COMMON", 27),
            [12] = ("PASSTHROUGH", 1),
            [13] = ("SENSORS", 9),
            [14] = ("SDCARD", 3),
        };

    /// <summary>Finds a command by its opcode; null if there is none.</summary>
    public static Command? Find(byte group, byte op) => ByOpcode.Value.GetValueOrDefault((group, op));

    private static Layout Of(params LayoutField[] fields) => new(fields);

    private static TimeSpan Milliseconds(double n) => TimeSpan.FromMilliseconds(n);

    private static TimeSpan Microseconds(double n) => TimeSpan.FromMicroseconds(n);
}
