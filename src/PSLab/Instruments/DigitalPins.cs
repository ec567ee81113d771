using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Instruments;

/// <summary>SQ1 to SQ4 as digital outputs, LA1 to LA4 as digital inputs.</summary>
public sealed class DigitalPins(Board board)
{
    /// <summary>
    /// Sets outputs SQ1 to SQ4 (keys 1 to 4) to a level. This stops pulses on these pins. On SQ3 and SQ4 it also stops SI2 and SI1, which
    /// share their timers.
    /// </summary>
    public async Task SetAsync(IReadOnlyDictionary<int, bool> levels, CancellationToken ct)
    {
        if (levels.Keys.Any(p => p is < 1 or > 4))
            throw new BoardException(BoardErrorKind.OutOfRange, "Only SQ1 to SQ4 are outputs.");
        var mask = levels.Aggregate(0u, (all, pin) => all | 0x10u << (pin.Key - 1) | (pin.Value ? 1u << (pin.Key - 1) : 0));
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        await lease.ExecuteAsync(Commands.SetState.CreateRequest(mask), ct).ConfigureAwait(false);
        board.StateCache.Outputs.SetLevels(levels.Keys);
    }

    /// <summary>Reads the levels of LA1 to LA4.</summary>
    public async Task<bool[]> ReadAsync(CancellationToken ct)
    {
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        var states = (await lease.ExecuteAsync(Commands.GetStates.CreateRequest(), ct).ConfigureAwait(false))["states"];
        return [.. Enumerable.Range(0, 4).Select(i => (states >> i & 1) != 0)];
    }
}
