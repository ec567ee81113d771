using OpenEvent.PSLab.Instruments;

namespace OpenEvent.PSLab.Functions;

/// <summary>Functions of the buses: I2C, SPI, UART.</summary>
public sealed partial class FunctionCatalogue
{
    private static FunctionParameter Bytes(string name, double max = 255) =>
        new(name, ParameterKind.Numbers, $"Numbers from 0 to {max}.") { Min = 0, Max = max };

    private static IEnumerable<Function> BusFunctions()
    {
        const string i2c = "I2C",
            spi = "SPI",
            uart = "UART";
        var address = Integer("address", 1, 127, "The device's 7-bit address.");
        var register = Integer("register", 0, 255, "The first register.");
        yield return Define(
            i2c,
            "i2c_scan",
            "Returns the addresses of all I2C devices that answer.",
            ResultShape.Array(),
            [],
            "i2c_scan()",
            (b, _, ct) => ToResult(b.I2c.ScanAsync(ct))
        );
        yield return Define(
            i2c,
            "i2c_read",
            "Reads bytes from an I2C device, starting at a register.",
            ResultShape.Array(),
            [address, register, Optional(Integer("count", 1, 255, "The number of bytes."), 1.0)],
            "i2c_read(0x68, 0, 7)",
            (b, a, ct) => ToResult(b.I2c.ReadAsync(a.Integer("address"), a.Integer("register"), a.Integer("count"), ct))
        );
        yield return Define(
            i2c,
            "i2c_write",
            "Writes bytes to an I2C device, starting at a register.",
            ResultShape.Nothing,
            [address, register, Bytes("data")],
            "i2c_write(0x68, 0x08, [1, 2])",
            (b, a, ct) =>
                WithoutResult(
                    b.I2c.WriteAsync(a.Integer("address"), a.Integer("register"), [.. a.Numbers("data").Select(v => (byte)v)], ct)
                )
        );
        yield return Define(
            i2c,
            "i2c_config",
            "Sets the clock of the I2C bus and returns the actual frequency.",
            ResultShape.Number("Hz"),
            [Number("frequency", "Hz", 125e3, 1e6, "125 kHz to 1 MHz.", "freq")],
            "i2c_config(400e3)",
            (b, a, ct) => ToResult(b.I2c.ConfigureAsync(a.Number("frequency"), ct))
        );
        yield return Define(
            i2c,
            "i2c_status",
            "Reads the status register of the I2C controller.",
            ResultShape.Number(),
            [],
            "i2c_status()",
            (b, _, ct) => ToResult(b.I2c.ReadStatusAsync(ct))
        );
        yield return Define(
            i2c,
            "i2c_free_bus",
            "Frees an I2C bus that a device blocks, by pulling SCL low.",
            ResultShape.Nothing,
            [Optional(Number("time", "µs", 1, 65_535, "How long SCL is low."), 5000.0)],
            "i2c_free_bus()",
            (b, a, ct) => WithoutResult(b.I2c.PullClockLowAsync(TimeSpan.FromMicroseconds(a.Number("time")), ct)),
            "pullSCLLow"
        );
        yield return Define(
            spi,
            "spi_config",
            "Sets the SPI clock (64 MHz divided by both prescalers), mode and word width, and returns the clock.",
            ResultShape.Number("Hz"),
            [
                Optional(Choice("primary_prescaler", "1, 4, 16 or 64.", "1", "4", "16", "64"), "64"),
                Optional(Integer("secondary_prescaler", 1, 8, "1 to 8."), 1.0),
                Optional(Integer("mode", 0, 3, "The SPI mode, 0 to 3."), 0.0),
                Optional(Choice("bits", "The word width in bits, 8 or 16.", "8", "16"), "8"),
            ],
            "spi_config(64, 1)",
            (b, a, ct) =>
                ToResult(
                    b.Spi.ConfigureAsync(
                        new(
                            int.Parse(a.Text("primary_prescaler"), System.Globalization.CultureInfo.InvariantCulture),
                            a.Integer("secondary_prescaler"),
                            a.Integer("mode"),
                            a.Text("bits") == "16"
                        ),
                        ct
                    )
                )
        );
        yield return Define(
            spi,
            "spi_exchange",
            "Sends words and returns the words received at the same time.",
            ResultShape.Array(),
            [Bytes("data", 65_535)],
            "spi_exchange([0x9F, 0, 0])",
            (b, a, ct) => ToResult(b.Spi.ExchangeAsync([.. a.Numbers("data").Select(v => (int)v)], ct))
        );
        yield return Define(
            uart,
            "setUARTBAUD",
            "Sets rate, parity and stop bits of the second UART, and returns the actual rate.",
            ResultShape.Number("Bd"),
            [
                Number("baud", "Bd", 245, 16e6, "The rate, such as 9600.", "BAUD"),
                Optional(Choice("parity", "none, even or odd.", [.. UartPort.Parities]), "none"),
                Optional(Integer("stop_bits", 1, 2, "1 or 2."), 1.0),
            ],
            "setUARTBAUD(9600)",
            (b, a, ct) => ToResult(b.Uart.ConfigureAsync(a.Number("baud"), a.Text("parity"), a.Integer("stop_bits"), ct)),
            "uart_config"
        );
        yield return Define(
            uart,
            "writeUART",
            "Sends text over the second UART.",
            ResultShape.Nothing,
            [new("text", ParameterKind.Text, "Up to 1024 characters with codes up to 255.") { Aliases = ["character"] }],
            "writeUART('A')",
            (b, a, ct) =>
                a.Text("text") is { Length: <= 1024 } text && text.All(c => c <= 255)
                    ? WithoutResult(b.Uart.WriteAsync([.. text.Select(c => (byte)c)], ct))
                    : throw new BoardException(
                        BoardErrorKind.OutOfRange,
                        "The text must have at most 1024 characters with codes up to 255."
                    ),
            "uart_write"
        );
        yield return Define(
            uart,
            "readUART",
            "Returns the bytes received by the second UART.",
            ResultShape.Array(),
            [Optional(Integer("count", 1, 1024, "The most bytes to read."), 1.0)],
            "readUART()",
            (b, a, ct) => ToResult(b.Uart.ReadAsync(a.Integer("count"), ct)),
            "uart_read"
        );
        yield return Define(
            uart,
            "readUARTStatus",
            "Tells whether the second UART has received a byte.",
            ResultShape.Flag,
            [],
            "readUARTStatus()",
            (b, _, ct) => ToResult(b.Uart.HasByteAsync(ct)),
            "uart_status"
        );
    }
}
