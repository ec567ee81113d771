using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Instruments;

/// <summary>How the SPI bus works: clock = 64 MHz/(primary · secondary), mode 0 to 3, words of 8 or 16 bits.</summary>
/// <param name="Primary">1, 4, 16 or 64.</param>
/// <param name="Secondary">1 to 8.</param>
public sealed record SpiSettings(int Primary, int Secondary, int Mode = 0, bool Is16Bit = false)
{
    private static readonly int[] Primaries = [64, 16, 4, 1];

    /// <summary>Samples at the end of the bit instead of its middle.</summary>
    public bool SamplesLate { get; init; } = true;

    public double Hertz => Board.ClockHz / (Primary * Secondary);

    /// <summary>SPI1CON1: bits 0-1 primary, 2-4 secondary prescaler, 5 master, 6 clock polarity, 8 clock edge, 9 sample time, 10 words of 16 bits.</summary>
    public uint Register
    {
        get
        {
            var primary = Array.IndexOf(Primaries, Primary);
            if (primary < 0)
                throw new BoardException(BoardErrorKind.OutOfRange, $"The primary prescaler is 1, 4, 16 or 64, not {Primary}.");
            if (Secondary is < 1 or > 8)
                throw new BoardException(BoardErrorKind.OutOfRange, $"The secondary prescaler is 1 to 8, not {Secondary}.");
            if (Mode is < 0 or > 3)
                throw new BoardException(BoardErrorKind.OutOfRange, $"The SPI mode is 0 to 3, not {Mode}.");
            // Mode: upper bit the clock's polarity, lower bit its phase, which is the inverse of the register's edge bit.
            var (polarity, edge) = (Mode >> 1, ~Mode & 1);
            return (uint)(
                primary | (8 - Secondary) << 2 | 1 << 5 | polarity << 6 | edge << 8 | (SamplesLate ? 1 : 0) << 9 | (Is16Bit ? 1 : 0) << 10
            );
        }
    }
}

/// <summary>The SPI bus on the board's header.</summary>
public sealed class SpiBus(Board board)
{
    /// <summary>The chip select of the header.</summary>
    private const uint HeaderSelect = 4;

    /// <summary>Sets clock, mode and width; gives the clock in hertz.</summary>
    public async Task<double> ConfigureAsync(SpiSettings settings, CancellationToken ct)
    {
        var register = settings.Register;
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        RequireSupport(lease.Firmware);
        await lease.ExecuteAsync(Commands.SetSpiParameters.CreateRequest(register), ct).ConfigureAwait(false);
        board.StateCache.Spi = settings;
        return settings.Hertz;
    }

    /// <summary>Sends words and gives those that came meanwhile.</summary>
    public async Task<int[]> ExchangeAsync(IReadOnlyList<int> words, CancellationToken ct)
    {
        var most = 0;
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        RequireSupport(lease.Firmware);
        // The board refuses words of another width than it is set to, and cannot be asked for it.
        if (board.StateCache.Spi is not { } settings)
        {
            settings = new SpiSettings(64, 1);
            await lease.ExecuteAsync(Commands.SetSpiParameters.CreateRequest(settings.Register), ct).ConfigureAwait(false);
            board.StateCache.Spi = settings;
        }
        most = settings.Is16Bit ? ushort.MaxValue : byte.MaxValue;
        if (words.Count is < 1 or > 4096)
            throw new BoardException(BoardErrorKind.OutOfRange, "1 to 4096 words can be sent at once.");
        if (words.Any(w => w < 0 || w > most))
            throw new BoardException(BoardErrorKind.OutOfRange, $"A word is 0 to {most} as the bus is set.");
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
