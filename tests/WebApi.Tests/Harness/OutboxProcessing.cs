using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Application.Common;
using OpenEvent.Infrastructure.Outbox;
using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.WebApi.Tests.Harness;

/// <summary>Processes the outbox like the background service of the server, at the time when a test calls it.</summary>
public static class OutboxProcessing
{
    /// <summary>Processes entries until none is due. An entry that fails is due later and is not processed again here.</summary>
    /// <param name="kind">The kind of entries to process; null for all.</param>
    /// <returns>The number of processed entries.</returns>
    public static async Task<int> ProcessOutboxAsync(this OpenEventServer server, string? kind = null)
    {
        for (var processed = 0; ; )
        {
            await using var readScope = server.App.Services.CreateAsyncScope();
            var due = await readScope
                .ServiceProvider.GetRequiredService<OpenEventDb>()
                .Set<OutboxEntry>()
                .AsNoTracking()
                .Where(e => e.State == OutboxState.Waiting && (kind == null || e.Kind == kind) && e.AvailableAt <= DateTime.UtcNow)
                .OrderBy(e => e.Id)
                .Select(e => new DueEntry(e.Id, e.Kind, e.OwnerId, e.Attempts, e.StartedAt, e.Interruptions))
                .ToListAsync();
            if (due.Count == 0)
                return processed;
            foreach (var entry in due)
            {
                await using var scope = server.App.Services.CreateServerScope();
                await scope.ServiceProvider.GetRequiredService<OutboxEntryProcessor>().ProcessAsync(entry, CancellationToken.None);
                processed++;
            }
        }
    }
}
