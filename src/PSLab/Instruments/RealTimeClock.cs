using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Instruments;

/// <summary>The board's battery-backed clock (DS1307), with a resolution of one second, for the years 2000 to 2099.</summary>
public sealed class RealTimeClock(Board board)
{
    private static readonly DateTimeOffset First = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero),
        Last = new(2099, 12, 31, 23, 59, 59, TimeSpan.Zero);

    public async Task SetAsync(DateTimeOffset time, CancellationToken ct)
    {
        if (time < First || time > Last)
            throw new BoardException(BoardErrorKind.OutOfRange, "The board's clock only supports the years 2000 to 2099.");
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        RequireSupport(lease.Firmware);
        await lease.ExecuteAsync(Commands.SetClock.CreateRequest((uint)time.ToUnixTimeSeconds()), ct).ConfigureAwait(false);
    }

    public async Task<DateTimeOffset> GetAsync(CancellationToken ct)
    {
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        RequireSupport(lease.Firmware);
        return DateTimeOffset.FromUnixTimeSeconds(
            (await lease.ExecuteAsync(Commands.GetClock.CreateRequest(), ct).ConfigureAwait(false))["unix"]
        );
    }

    private static void RequireSupport(FirmwareVersion firmware)
    {
        if (firmware.IsBefore3)
            throw new BoardException(BoardErrorKind.Unsupported, $"The clock needs firmware 3 or later; this board has {firmware}.");
    }
}
