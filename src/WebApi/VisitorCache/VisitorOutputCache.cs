using Microsoft.AspNetCore.OutputCaching;
using OpenEvent.Application.Common;
using OpenEvent.WebApi.Hosting;

namespace OpenEvent.WebApi.VisitorCache;

/// <inheritdoc />
internal sealed class VisitorOutputCache(IOutputCacheStore store, VisitorCacheSettings settings, RequestMetrics metrics, ClockSteps clock)
    : IVisitorCache,
        IResettable
{
    private long _changes;

    public bool IsEnabled => settings.Megabytes > 0;

    /// <summary>The number of changes that this node knows of. An answer is not kept if one came after its request began.</summary>
    public long Changes => Interlocked.Read(ref _changes);

    public async ValueTask ForgetAsync(IReadOnlyCollection<long>? eventIds, CancellationToken ct)
    {
        Interlocked.Increment(ref _changes);
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

    /// <summary>Forgets all answers if the clock was set. They might be kept for too long.</summary>
    public ValueTask ForgetAfterClockStepAsync() =>
        clock.TakeStep() ? ForgetAsync(eventIds: null, CancellationToken.None) : ValueTask.CompletedTask;

    /// <summary>Forgets an answer that was kept although a change had come.</summary>
    public async ValueTask ForgetAsync(VisitorAnswer answer)
    {
        foreach (var tag in answer.Tags.Except([VisitorAnswers.All]))
            await store.EvictByTagAsync(tag, CancellationToken.None);
    }

    public Task ResetAsync(CancellationToken ct) => ForgetAsync(null, ct).AsTask();
}
