using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Infrastructure.Outbox;
using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.WebApi.Tests.Harness;

/// <summary>Works the outbox off as the server's worker does, but when the test says so.</summary>
public static class OutboxProcessing
{
    /// <summary>Until nothing is due; what fails waits for its next attempt, and is not waited for.</summary>
    /// <param name="kind">Entries of this kind only; null: all.</param>
    /// <returns>How many entries were tried.</returns>
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
                .Select(e => e.Id)
                .ToListAsync();
            if (due.Count == 0)
                return processed;
            foreach (var id in due)
            {
                await using var scope = server.App.Services.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<OutboxEntryProcessor>().ProcessAsync(id, CancellationToken.None);
                processed++;
            }
        }
    }
}
