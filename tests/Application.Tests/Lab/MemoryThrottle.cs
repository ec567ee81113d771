using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Tests.Lab;

/// <summary>Counters that several servers share, in memory.</summary>
internal sealed class MemoryThrottle : IThrottle
{
    private readonly Dictionary<(string Kind, string Key), int> _counts = [];

    /// <summary>How often something was counted.</summary>
    public int Statements { get; private set; }

    public Task CountAsync(IReadOnlyList<RateLimitedAttempt> attempts, CancellationToken ct)
    {
        Statements++;
        foreach (var attempt in attempts)
        {
            var count = _counts.GetValueOrDefault((attempt.Limit.Kind, attempt.Key)) + attempt.Amount;
            if (count > attempt.Limit.MaxAttempts)
                throw RejectedException.TooManyRequests("Too many attempts.", TimeSpan.FromHours(1));
            _counts[(attempt.Limit.Kind, attempt.Key)] = count;
        }

        return Task.CompletedTask;
    }

    public Task CountGuessAsync(IReadOnlyList<RateLimitedAttempt> attempts, CancellationToken ct) => CountAsync(attempts, ct);

    public Task UncountAsync(IReadOnlyList<RateLimitedAttempt> attempts, CancellationToken ct) => throw new NotSupportedException();

    public Task<int> GetCountAsync(RateLimitedAttempt attempt, CancellationToken ct) => throw new NotSupportedException();

    public Task ResetAsync(RateLimitedAttempt attempt, CancellationToken ct) => throw new NotSupportedException();
}
