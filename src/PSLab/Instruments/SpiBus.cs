using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Instruments;

/// <summary>The settings of the SPI bus: clock = 64 MHz/(primary · secondary), mode 0 to 3, words of 8 or 16 bits.</summary>
/// <param name="Primary">1, 4, 16 or 64.</param>
/// <param name="Secondary">1 to 8.</param>
public sealed record SpiSettings(int Primary, int Secondary, int Mode = 0, bool Is16Bit = false)
{
    private static readonly int[] Primaries = [64, 16, 4, 1];

    /// <summary>Samples at the end of the bit instead of the middle.</summary>
    public bool SamplesLate { get; init; } = true;

    public double Hertz => Board.ClockHz / (Primary * Secondary);

    /// <summary>
    /// SPI1CON1: bits 0-1 primary, 2-4 secondary prescaler, 5 master, 6 clock polarity, 8 clock edge, 9 sample time, 10 words of 16 bits.
    /// </summary>
    public uint Register
    {
        get
        {
            var primary = Array.IndexOf(Primaries, Primary);
            if (primary < 0)
                throw new BoardException(BoardErrorKind.OutOfRange, $"The primary prescaler must be 1, 4, 16 or 64, not {Primary}.");
            if (Secondary is < 1 or > 8)
                throw new BoardException(BoardErrorKind.OutOfRange, $"The secondary prescaler must be 1 to 8, not {Secondary}.");
            if (Mode is < 0 or > 3)
                throw new BoardException(BoardErrorKind.OutOfRange, $"The SPI mode must be 0 to 3, not {Mode}.");
            // The upper bit of the mode is the clock's polarity. The lower bit is its phase, which is the inverse of the register's edge
            // bit.
            var polarity = Mode >> 1;
            var edge = ~Mode & 1;
            return (uint)(
                primary | (8 - Secondary) << 2 | 1 << 5 | polarity << 6 | edge << 8 | (SamplesLate ? 1 : 0) << 9 | (Is16Bit ? 1 : 0) << 10
            );
        }
    }
}

/// <summary>The SPI bus on the board's header.</summary>
public sealed class SpiBus(Board board)
{
    /// <summary>The number of the header's chip select.</summary>
    private const uint HeaderSelect = 4;

    /// <summary>Sets clock, mode and word width.</summary>
    /// <returns>The clock in hertz.</returns>
    public async Task<double> ConfigureAsync(SpiSettings settings, CancellationToken ct)
    {
        var register = settings.Register;
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        RequireSupport(lease.Firmware);
        await lease.ExecuteAsync(Commands.SetSpiParameters.CreateRequest(register), ct).ConfigureAwait(false);
        board.StateCache.Spi = settings;
        return settings.Hertz;
    }

    /// <summary>Sends 1 to 4096 words and returns the words received at the same time.</summary>
    public async Task<int[]> ExchangeAsync(IReadOnlyList<int> words, CancellationToken ct)
    {
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        RequireSupport(lease.Firmware);
        // The board rejects words of another width than the configured one, and does not report its configuration.
        if (board.StateCache.Spi is not { } settings)
        {
            settings = new SpiSettings(64, 1);
            await lease.ExecuteAsync(Commands.SetSpiParameters.CreateRequest(settings.Register), ct).ConfigureAwait(false);
            board.StateCache.Spi = settings;
        }
        var maxWord = settings.Is16Bit ? ushort.MaxValue : byte.MaxValue;
        if (words.Count is < 1 or > 4096)
            throw new BoardException(BoardErrorKind.OutOfRange, "1 to 4096 words can be sent at once.");
        if (words.Any(w => w < 0 || w > maxWord))
            throw new BoardException(BoardErrorKind.OutOfRange, $"A word must be 0 to {maxWord} with the current word width.");
        var command = settings.Is16Bit ? Commands.SpiExchange16 : Commands.SpiExchange8;
        var reply = await lease
            .ExecuteAsync(command.CreateArrayRequest([HeaderSelect], [(uint)words.Count], [.. words.Select(w => (uint)w)]), ct)
            .ConfigureAwait(false);
        return [.. reply.Values.GetItems("in").Select(w => (int)w)];
    }

    private static void RequireSupport(FirmwareVersion firmware)
    {
        if (firmware.IsBefore3)
            throw new BoardException(BoardErrorKind.Unsupported, $"SPI needs firmware 3 or later; this board has {firmware}.");
    }
}
