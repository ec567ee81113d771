using OpenEvent.Application.Common;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>What this node does when a change is committed, here or on another node, that visitors must not miss.</summary>
/// <param name="cache">Null: a tool that migrates the database has none.</param>
internal sealed class VisitorChanges(IVisitorCache? cache, ReplicaGuard guard) : IVisitorChanges
{
    /// <summary>Whether this node keeps answers or uses a replica.</summary>
    public bool AreWatched => cache is { IsEnabled: true } || guard.IsConfigured;

    public async ValueTask ApplyAsync(IReadOnlyCollection<long>? eventIds, CancellationToken ct)
    {
        // First the replica: an answer that is read from it after the cache has forgotten the old one would be old, too.
        guard.Hold();
        if (cache is not null)
            await cache.ForgetAsync(eventIds, ct);
    }
}
