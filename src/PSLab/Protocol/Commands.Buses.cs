using static OpenEvent.PSLab.Protocol.LayoutField;

namespace OpenEvent.PSLab.Protocol;

/// <summary>Groups 3, 4, 5: SPI, I2C and the second UART.</summary>
public static partial class Commands
{
    /// <summary>The time of 16 bits at the slowest clock, 64 MHz / 512.</summary>
    private static readonly TimeSpan SlowestSpiWord = Microseconds(128);

    /// <summary>Firmware from 3 on writes the word into SPI1CON1. Clock = 64 MHz/(primary · secondary prescaler).</summary>
    public static Command SetSpiParameters { get; } =
        new("SET_SPI_PARAMETERS", 3, 5, Of(U16("control")), Layout.Empty, AckRule.Last, "Sets clock, mode and word width of the SPI bus.");

    public static Command SpiExchange8 { get; } = Spi("SPI_EXCHANGE8", 6, U8("out"), U8("in"), "Exchanges bytes, one by one.");

    public static Command SpiExchange16 { get; } = Spi("SPI_EXCHANGE16", 7, U16("out"), U16("in"), "Exchanges words, one by one.");

    public static Command SpiWrite8 { get; } = Spi("SPI_WRITE8", 8, U8("out"), null, "Writes bytes.");

    public static Command SpiWrite16 { get; } = Spi("SPI_WRITE16", 9, U16("out"), null, "Writes words.");

    public static Command SpiRead8 { get; } = Spi("SPI_READ8", 10, null, U8("in"), "Reads bytes.");

    public static Command SpiRead16 { get; } = Spi("SPI_READ16", 11, null, U16("in"), "Reads words.");

    /// <summary>address: 7 address bits, then the read bit.</summary>
    public static Command I2cStart { get; } =
        I2c("I2C_START", 1, Of(U8("address")), Layout.Empty, "Makes a start condition and sends an address.", nack: true);

    public static Command I2cSend { get; } = I2c("I2C_SEND", 2, Of(U8("byte")), Layout.Empty, "Sends a byte.", nack: true);

    public static Command I2cStop { get; } = I2c("I2C_STOP", 3, Layout.Empty, Layout.Empty, "Makes a stop condition.");

    public static Command I2cRestart { get; } =
        I2c("I2C_RESTART", 4, Of(U8("address")), Layout.Empty, "Makes a repeated start condition and sends an address.", nack: true);

    public static Command I2cReadEnd { get; } = I2c("I2C_READ_END", 5, Layout.Empty, Of(U8("byte")), "Reads the last byte.");

    public static Command I2cReadMore { get; } =
        I2c("I2C_READ_MORE", 6, Layout.Empty, Of(U8("byte")), "Reads a byte that is not the last.");

    public static Command I2cWait { get; } = I2c("I2C_WAIT", 7, Layout.Empty, Layout.Empty, "Waits for the bus.");

    public static Command I2cSendBurst { get; } =
        I2c("I2C_SEND_BURST", 8, Of(U8("byte")), Layout.Empty, "Sends a byte without an acknowledgement to the host.") with
        {
            Ack = AckRule.Never,
        };

    /// <summary>brg = ⌊(1/f − 150 ns)·64 MHz − 2⌋.</summary>
    public static Command I2cConfig { get; } = I2c("I2C_CONFIG", 9, Of(U16("brg", 511)), Layout.Empty, "Sets the bus clock.");

    public static Command I2cStatus { get; } =
        I2c("I2C_STATUS", 10, Layout.Empty, Of(U16("status")), "Reads the bus controller's status word.");

    public static Command I2cReadBulk { get; } =
        I2c(
            "I2C_READ_BULK",
            11,
            Of(U8("device", 127), U8("register"), U8("count")),
            Of(U8("bytes").CountedBy("count")),
            "Reads bytes from a device, starting at a register.",
            nack: true
        );

    public static Command I2cWriteBulk { get; } =
        I2c(
            "I2C_WRITE_BULK",
            12,
            Of(U8("device", 127), U8("count"), U8("bytes").CountedBy("count")),
            Layout.Empty,
            "Writes bytes to a device. The first byte is the register.",
            nack: true
        );

    public static Command I2cEnableSmbus { get; } =
        I2c("I2C_ENABLE_SMBUS", 13, Layout.Empty, Layout.Empty, "Selects the input levels of SMBus.");

    public static Command I2cInit { get; } = I2c("I2C_INIT", 14, Layout.Empty, Layout.Empty, "Initialises the bus controller.");

    public static Command I2cPulldownScl { get; } =
        I2c("I2C_PULLDOWN_SCL", 15, Of(U16("time")), Layout.Empty, "Pulls SCL low for a time in µs.") with
        {
            ProcessingTime = a => Microseconds(a["time"]),
        };

    public static Command I2cDisableSmbus { get; } =
        I2c("I2C_DISABLE_SMBUS", 16, Layout.Empty, Layout.Empty, "Selects the input levels of I2C.");

    public static Command UartSendByte { get; } =
        new("UART_SEND_BYTE", 5, 1, Of(U8("byte")), Layout.Empty, AckRule.BeforeFirmware3, "Sends a byte.");

    public static Command UartSendInt { get; } =
        new("UART_SEND_INT", 5, 2, Of(U16("word")), Layout.Empty, AckRule.BeforeFirmware3, "Sends two bytes, the lower one first.");

    /// <summary>brg = round(64 MHz/(4·baud) − 1).</summary>
    public static Command UartSetBaud { get; } =
        new("UART_SET_BAUD", 5, 4, Of(U16("brg")), Layout.Empty, AckRule.Last, "Sets the rate of the second UART.");

    /// <summary>mode: bit 0 two stop bits, bits 1-2 parity none, even, odd.</summary>
    public static Command UartSetMode { get; } =
        new("UART_SET_MODE", 5, 5, Of(U8("mode", 7)), Layout.Empty, AckRule.Last, "Sets stop bits and parity of the second UART.");

    public static Command UartReadByte { get; } =
        new("UART_READ_BYTE", 5, 6, Layout.Empty, Of(U8("byte")), AckRule.Never, "Reads a received byte.");

    public static Command UartReadInt { get; } =
        new("UART_READ_INT", 5, 7, Layout.Empty, Of(U16("word")), AckRule.Never, "Reads two received bytes.");

    public static Command UartStatus { get; } =
        new("UART_STATUS", 5, 8, Layout.Empty, Of(U8("waiting", 1)), AckRule.Never, "Returns whether a byte was received.");

    private static Command I2c(string name, byte op, Layout arguments, Layout reply, string summary, bool nack = false) =>
        new(name, 4, op, arguments, reply, AckRule.Last, summary)
        {
            CarriesNack = nack,
            ProcessingTime = a => Milliseconds(1) * ((a.Find("count")?[0] ?? 0) + 1),
        };

    private static Command Spi(string name, byte op, LayoutField? sent, LayoutField? received, string summary)
    {
        LayoutField[] head = [U8("select", 15), U16("count")];
        var reply = received is null ? Layout.Empty : Of(received.CountedBy("count"));
        return new(name, 3, op, sent is null ? new(head) : new([.. head, sent.CountedBy("count")]), reply, AckRule.Last, summary)
        {
            ProcessingTime = a => SlowestSpiWord * a["count"],
            // The board exchanges each item before it reads the next one, so the host must not send faster than the SPI clock.
            Pauses =
                sent is null || received is null
                    ? null
                    : a => Enumerable.Range(1, (int)a["count"]).Select(i => new TransmitPause(3 + i * sent.Width, i * sent.Width)),
        };
    }
}
