using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Common;

/// <summary>
/// Queues the variants of pictures. A URL of another server makes this server send a request there, so a user who is not staff adds a
/// limited number of them (<see cref="IPictureUrlLimit"/>).
/// </summary>
internal sealed class PictureQueue(IOutbox outbox, IAuthorization authorization, StoredFiles stored, IPictureUrlLimit limit)
{
    /// <summary>Queues the variants of a new row that has a picture. The row has its id.</summary>
    /// <exception cref="RejectedException">TooManyRequests.</exception>
    public Task QueueForNewAsync<T>(ImageVariants<T> variants, T row, CancellationToken ct)
        where T : Entity => variants.GetOriginal(row) is null ? Task.CompletedTask : QueueAsync(variants, row, ct);

    /// <summary>Clears the URLs of the variants, and queues those of the new picture and the deletion of the former files.</summary>
    /// <param name="former">The URL of the picture before the change. If it is the same, nothing happens.</param>
    /// <exception cref="RejectedException">TooManyRequests.</exception>
    public Task QueueIfChangedAsync<T>(ImageVariants<T> variants, T row, string? former, CancellationToken ct)
        where T : Entity => variants.GetOriginal(row) == former ? Task.CompletedTask : QueueAsync(variants, row, ct);

    /// <summary>Queues the variants of imported rows. Pictures of other servers above the limit of the user get none.</summary>
    public async Task QueueImportedAsync<T>(ImageVariants<T> variants, IEnumerable<T> rows, long userId, CancellationToken ct)
        where T : Entity
    {
        var remaining = await limit.GetRemainingAsync(userId, ct);
        var foreign = 0;
        foreach (var row in rows.Where(row => variants.GetOriginal(row) is not null))
        {
            if (IsForeign(variants, row) && foreign++ >= remaining)
                continue;
            variants.Queue(outbox, row, userId);
        }

        await limit.CountAsync(userId, Math.Min(foreign, remaining), ct);
    }

    private async Task QueueAsync<T>(ImageVariants<T> variants, T row, CancellationToken ct)
        where T : Entity
    {
        var actor = authorization.Actor;
        if (actor is { UserId: { } userId, IsStaff: false } && IsForeign(variants, row))
            await limit.CountAsync(userId, 1, ct);
        variants.Queue(outbox, row, actor.UserId);
    }

    private bool IsForeign<T>(ImageVariants<T> variants, T row)
        where T : Entity => variants.GetOriginal(row) is { Length: > 0 } url && stored.FindPath(url, StoredFiles.Images) is null;
}
