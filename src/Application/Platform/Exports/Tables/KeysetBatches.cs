using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace OpenEvent.Application.Platform;

/// <summary>Reads all rows of a query in batches. Each batch starts after the last key of the previous one.</summary>
internal static class KeysetBatches
{
    /// <summary>The number of rows of a batch whose rows are small.</summary>
    public const int Size = 1000;

    /// <inheritdoc cref="ReadAsync{T}(Func{long, IQueryable{T}}, Func{T, long}, int, CancellationToken)" />
    public static IAsyncEnumerable<T> ReadAsync<T>(Func<long, IQueryable<T>> after, Func<T, long> getKey, CancellationToken ct) =>
        ReadAsync(after, getKey, Size, ct);

    /// <summary>Reads row by row.</summary>
    /// <param name="after">The rows after this key, in the order of their keys.</param>
    public static async IAsyncEnumerable<T> ReadAsync<T>(
        Func<long, IQueryable<T>> after,
        Func<T, long> getKey,
        int size,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        await foreach (var batch in ReadBatchesAsync(after, getKey, size, ct))
        foreach (var row in batch)
            yield return row;
    }

    /// <summary>Reads whole batches, for what is loaded for each batch. No batch is empty.</summary>
    /// <param name="after">The rows after this key, in the order of their keys.</param>
    public static async IAsyncEnumerable<List<T>> ReadBatchesAsync<T>(
        Func<long, IQueryable<T>> after,
        Func<T, long> getKey,
        int size,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        for (var last = 0L; ; )
        {
            var batch = await after(last).Take(size).ToListAsync(ct);
            if (batch.Count > 0)
                yield return batch;
            if (batch.Count < size)
                yield break;
            last = getKey(batch[^1]);
        }
    }
}
