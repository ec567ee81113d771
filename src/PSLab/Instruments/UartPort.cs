using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Instruments;

/// <summary>The second UART of the processor, on the board's header.</summary>
public sealed class UartPort(Board board)
{
    public static IReadOnlyList<string> Parities { get; } = ["none", "even", "odd"];

    /// <summary>Sets the rate (245 to 16,000,000 baud), parity and stop bits (1 or 2).</summary>
    /// <returns>The actual rate in baud.</returns>
    public async Task<double> ConfigureAsync(double baud, string parity, int stopBits, CancellationToken ct)
    {
        var brg = Math.Round(Board.ClockHz / (4 * baud) - 1);
        if (!(baud > 0) || !(brg is >= 0 and <= ushort.MaxValue))
            throw new BoardException(BoardErrorKind.OutOfRange, $"The rate cannot be {baud} baud. Use 245 to 16000000.");
        var mode = Parities.ToList().IndexOf(parity);
        if (mode < 0)
            throw new BoardException(BoardErrorKind.OutOfRange, $"The parity must be none, even or odd, not {parity}.");
        if (stopBits is not (1 or 2))
            throw new BoardException(BoardErrorKind.OutOfRange, $"There must be 1 or 2 stop bits, not {stopBits}.");
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        await lease.ExecuteAsync(Commands.UartSetBaud.CreateRequest((uint)brg), ct).ConfigureAwait(false);
        await lease.ExecuteAsync(Commands.UartSetMode.CreateRequest((uint)(mode << 1 | stopBits - 1)), ct).ConfigureAwait(false);
        return Board.ClockHz / (4 * (brg + 1));
    }

    public async Task WriteAsync(IReadOnlyList<byte> bytes, CancellationToken ct)
    {
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        foreach (var one in bytes)
            await lease.ExecuteAsync(Commands.UartSendByte.CreateRequest(one), ct).ConfigureAwait(false);
    }

    /// <summary>
    /// Reads the received bytes, at most <paramref name="maxCount"/>. It never waits for a byte, because a board that waits answers no
    /// other command.
    /// </summary>
    public async Task<byte[]> ReadAsync(int maxCount, CancellationToken ct)
    {
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        var read = new List<byte>();
        while (
            read.Count < maxCount
            && (await lease.ExecuteAsync(Commands.UartStatus.CreateRequest(), ct).ConfigureAwait(false))["waiting"] == 1
        )
            read.Add((byte)(await lease.ExecuteAsync(Commands.UartReadByte.CreateRequest(), ct).ConfigureAwait(false))["byte"]);
        return [.. read];
    }

    public async Task<bool> HasByteAsync(CancellationToken ct)
    {
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        return (await lease.ExecuteAsync(Commands.UartStatus.CreateRequest(), ct).ConfigureAwait(false))["waiting"] == 1;
    }
}
