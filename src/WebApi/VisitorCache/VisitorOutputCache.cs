using Microsoft.AspNetCore.OutputCaching;
using OpenEvent.Application.Common;
using OpenEvent.WebApi.Hosting;

namespace OpenEvent.WebApi.VisitorCache;

/// <inheritdoc />
internal sealed class VisitorOutputCache(IOutputCacheStore store, VisitorCacheSettings settings, RequestMetrics metrics)
    : IVisitorCache,
        IResettable
{
    public bool IsEnabled => settings.Megabytes > 0;

    public async ValueTask ForgetAsync(IReadOnlyCollection<long>? eventIds, CancellationToken ct)
    {
        metrics.RecordEviction(isAll: eventIds is null);
        if (eventIds is null)
        {
            await store.EvictByTagAsync(VisitorAnswers.All, ct);
            return;
        }

        await store.EvictByTagAsync(VisitorAnswers.General, ct);
        foreach (var id in eventIds)
            await store.EvictByTagAsync(VisitorAnswers.TagOf(id), ct);
    }

    public Task ResetAsync(CancellationToken ct) => ForgetAsync(null, ct).AsTask();
}
