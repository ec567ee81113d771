using OpenEvent.Application.Identity;
using OpenEvent.Infrastructure.Persistence;
using OpenEvent.Infrastructure.Security;

namespace OpenEvent.WebApi.Tests.AllRoutes;

/// <summary>Counts guesses although a transaction is open, because these requests are rolled back as a whole.</summary>
internal sealed class RolledBackThrottle(OpenEventDb db, IRateLimitReport report, TimeProvider clock) : IThrottle
{
    private readonly PostgresThrottle _throttle = new(db, report, clock);

    public Task CountAsync(IReadOnlyList<RateLimitedAttempt> attempts, CancellationToken ct) => _throttle.CountAsync(attempts, ct);

    public Task CountGuessAsync(IReadOnlyList<RateLimitedAttempt> attempts, CancellationToken ct) => _throttle.CountAsync(attempts, ct);

    public Task UncountAsync(IReadOnlyList<RateLimitedAttempt> attempts, CancellationToken ct) => _throttle.UncountAsync(attempts, ct);

    public Task<int> GetCountAsync(RateLimitedAttempt attempt, CancellationToken ct) => _throttle.GetCountAsync(attempt, ct);

    public Task ResetAsync(RateLimitedAttempt attempt, CancellationToken ct) => _throttle.ResetAsync(attempt, ct);
}
