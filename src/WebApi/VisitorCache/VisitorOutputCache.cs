using Microsoft.AspNetCore.OutputCaching;
using OpenEvent.Application.Common;

namespace OpenEvent.WebApi.VisitorCache;

/// <inheritdoc />
internal sealed class VisitorOutputCache(IOutputCacheStore store, VisitorCacheSettings settings) : IVisitorCache
{
    public bool IsEnabled => settings.Megabytes > 0;

    public async ValueTask ForgetAsync(IReadOnlyCollection<long>? eventIds, CancellationToken ct)
    {
        if (eventIds is null)
        {
            await store.EvictByTagAsync(VisitorAnswers.All, ct);
            return;
        }

        await store.EvictByTagAsync(VisitorAnswers.General, ct);
        foreach (var id in eventIds)
            await store.EvictByTagAsync(VisitorAnswers.TagOf(id), ct);
    }
}
