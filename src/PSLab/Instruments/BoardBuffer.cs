using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Instruments;

/// <summary>
/// The 10,000 words of 16 bits that oscilloscope and logic analyser share, and single words of the processor's memory. Meant for diagnosis.
/// </summary>
public sealed class BoardBuffer(Board board)
{
    public async Task<int[]> ReadAsync(int start, int count, CancellationToken ct)
    {
        Check(start, count);
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        return
        [
            .. (await lease.ExecuteAsync(Commands.RetrieveBuffer.CreateRequest((uint)start, (uint)count), ct).ConfigureAwait(false))
                .Values.GetItems("words")
                .Select(w => (int)w),
        ];
    }

    public async Task WriteAsync(int start, IReadOnlyList<int> words, CancellationToken ct)
    {
        Check(start, words.Count);
        if (words.Any(w => w is < 0 or > ushort.MaxValue))
            throw new BoardException(BoardErrorKind.OutOfRange, "A word must be 0 to 65535.");
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        await lease
            .ExecuteAsync(Commands.FillBuffer.CreateArrayRequest([(uint)start], [(uint)words.Count], [.. words.Select(w => (uint)w)]), ct)
            .ConfigureAwait(false);
    }

    /// <summary>
    /// Clears words from the beginning. The firmware treats its second argument as an end, so another start would clear other words.
    /// </summary>
    public async Task ClearAsync(int count, CancellationToken ct)
    {
        Check(0, count);
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        await lease.ExecuteAsync(Commands.ClearBuffer.CreateRequest(0, (uint)count), ct).ConfigureAwait(false);
    }

    public async Task<int> ReadWordAsync(int address, CancellationToken ct)
    {
        if (address is < 0 or > ushort.MaxValue)
            throw new BoardException(BoardErrorKind.OutOfRange, "An address must be 0 to 65535.");
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        return (int)(await lease.ExecuteAsync(Commands.ReadAddress.CreateRequest((uint)address), ct).ConfigureAwait(false))["value"];
    }

    private static void Check(int start, int count)
    {
        if (start < 0 || count < 0 || start + count > Commands.BufferSize)
            throw new BoardException(BoardErrorKind.OutOfRange, $"The buffer has the words 0 to {Commands.BufferSize - 1}.");
    }
}
