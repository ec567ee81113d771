using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace OpenEvent.Application.Platform;

/// <summary>Reads all rows of a query in batches, each of which starts after the last key of the one before.</summary>
internal static class KeysetBatches
{
    public const int Size = 1000;

    /// <param name="after">The rows after this key, in the order of their keys.</param>
    public static async IAsyncEnumerable<T> ReadAsync<T>(
        Func<long, IQueryable<T>> after,
        Func<T, long> getKey,
        [EnumeratorCancellation] CancellationToken ct,
        int size = Size
    )
    {
        for (var last = 0L; ; )
        {
            var batch = await after(last).Take(size).ToListAsync(ct);
            foreach (var row in batch)
                yield return row;
            if (batch.Count < size)
                yield break;
            last = getKey(batch[^1]);
        }
    }
}
