using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Instruments;

/// <summary>RGB LEDs of type WS2812B: the one on the board (output 0), or a chain on SQ1 to SQ4 (1 to 4).</summary>
public sealed class RgbLeds(Board board)
{
    public const int MaxLeds = 85;

    /// <summary>Sets the colours of 1 to 85 LEDs, in the order of the chain.</summary>
    public async Task SetAsync(IReadOnlyList<(byte Red, byte Green, byte Blue)> colours, int output, CancellationToken ct)
    {
        if (colours.Count is < 1 or > MaxLeds)
            throw new BoardException(BoardErrorKind.OutOfRange, $"A chain has 1 to {MaxLeds} LEDs.");
        if (output is < 0 or > 4)
            throw new BoardException(
                BoardErrorKind.OutOfRange,
                $"The output {output} does not exist. Use 0 (the LED on the board) or 1 to 4 (SQ1 to SQ4)."
            );
        uint[] bytes = [.. colours.SelectMany(c => new uint[] { c.Red, c.Green, c.Blue })];
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        await lease.ExecuteAsync(Commands.SetRgb.CreateArrayRequest([(uint)bytes.Length], bytes, [(uint)output]), ct).ConfigureAwait(false);
    }
}
