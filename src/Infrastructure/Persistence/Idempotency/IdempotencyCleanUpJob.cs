using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenEvent.Application.Common;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>Deletes stored answers that are older than 24 hours, every hour. Several nodes may run it at the same time.</summary>
internal sealed class IdempotencyCleanUpJob(IServiceScopeFactory scopes, TimeProvider clock, ILogger<IdempotencyCleanUpJob> log)
    : RecurringJob(TimeSpan.FromHours(1), clock, log)
{
    protected override async Task RunAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateServerScope();
        await scope.ServiceProvider.GetRequiredService<IIdempotency>().DeleteExpiredAsync(ct);
    }
}
