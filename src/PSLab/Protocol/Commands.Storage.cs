using static OpenEvent.PSLab.Protocol.LayoutField;

namespace OpenEvent.PSLab.Protocol;

/// <summary>Groups 12, 13, 14: UART passthrough, clock, SD card.</summary>
public static partial class Commands
{
    private const int SdBlockSize = 512;

    private static LayoutField FileName => Text("name", 0, 13);

    public static Command PassThrough { get; } =
        new("UART_PASSTHROUGH", 12, 1, Of(U16("brg")), Layout.Empty, AckRule.Never, "Connects the host to the second UART until a reset.")
        {
            EndsSession = true,
        };

    public static Command SetClock { get; } =
        new("RTC_SET", 13, 1, Of(U32("unix")), Layout.Empty, AckRule.Last, "Sets the clock.") { ProcessingTime = _ => Milliseconds(20) };

    public static Command SetClockRegister { get; } =
        new("RTC_SET_REGISTER", 13, 2, Of(U8("register"), U8("value")), Layout.Empty, AckRule.Last, "Writes a register of the clock.")
        {
            ProcessingTime = _ => Milliseconds(20),
        };

    public static Command GetClock { get; } =
        new("RTC_GET", 13, 3, Layout.Empty, Of(U32("unix")), AckRule.Last, "Reads the clock.") { ProcessingTime = _ => Milliseconds(20) };

    public static Command GetClockRegister { get; } =
        new("RTC_GET_REGISTER", 13, 4, Of(U8("register")), Of(U8("value")), AckRule.Last, "Reads a register of the clock.")
        {
            ProcessingTime = _ => Milliseconds(20),
        };

    public static Command SdRead { get; } =
        new(
            "SD_READ_FILE",
            14,
            1,
            Of(FileName),
            Of(U32("size"), U8("bytes").CountedBy("size"), U32("read")),
            AckRule.Never,
            "Reads a file."
        )
        {
            ProcessingTime = _ => TimeSpan.FromSeconds(2),
        };

    /// <summary>
    /// The board reports that the file is open before it reads the size, and that a block is written before it reads the next block.
    /// </summary>
    public static Command SdWrite { get; } =
        new(
            "SD_WRITE_FILE",
            14,
            2,
            Of(FileName, U8("mode"), U32("size"), U8("bytes").CountedBy("size")),
            Of(U8("opened"), U8("results").CountedBy("size", SdBlockSize), U32("written")),
            AckRule.Never,
            "Writes a file in blocks of 512 bytes."
        )
        {
            ProcessingTime = a => TimeSpan.FromSeconds(2) + Milliseconds(250) * (a["size"] / (double)SdBlockSize),
            Pauses = a =>
            {
                var head = Math.Min(a.GetItems("name").Length + 1, 13) + 1;
                var blocks = (int)((a["size"] + SdBlockSize - 1) / SdBlockSize);
                return Enumerable
                    .Range(0, blocks + 1)
                    .Select(i =>
                        i == 0
                            ? new TransmitPause(head, 1)
                            : new TransmitPause(head + 4 + (int)Math.Min(i * (long)SdBlockSize, a["size"]), 1 + i)
                    );
            },
        };

    public static Command SdInfo { get; } =
        new(
            "SD_FILE_INFO",
            14,
            3,
            Of(FileName),
            Of(U32("size"), U16("date"), U16("time"), U8("attributes")),
            AckRule.Last,
            "Returns a file's size, date and attributes."
        )
        {
            ProcessingTime = _ => TimeSpan.FromSeconds(2),
        };
}
