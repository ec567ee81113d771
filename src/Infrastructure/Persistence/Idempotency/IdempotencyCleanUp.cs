using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenEvent.Application.Common;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>Forgets remembered answers that are past their 24 hours, every hour. Several nodes may do so at a time.</summary>
internal sealed class IdempotencyCleanUp(IServiceScopeFactory scopes, TimeProvider clock, ILogger<IdempotencyCleanUp> log)
    : RecurringJob(TimeSpan.FromHours(1), clock, log)
{
    protected override async Task RunAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IIdempotency>().DeleteExpiredAsync(ct);
    }
}
