using OpenEvent.Application.Common;

namespace OpenEvent.Application.Identity;

/// <inheritdoc cref="IPictureUrlLimit" />
internal sealed class PictureUrlLimit(IThrottle throttle) : IPictureUrlLimit
{
    private static readonly RateLimit PerUser = new("picture-url-user", 100, TimeSpan.FromHours(1));

    public Task CountAsync(long userId, int pictures, CancellationToken ct) =>
        pictures == 0 ? Task.CompletedTask : throttle.CountAsync([new RateLimitedAttempt(PerUser, $"{userId}", pictures)], ct);

    public async Task<int> GetRemainingAsync(long userId, CancellationToken ct) =>
        PerUser.MaxAttempts - await throttle.GetCountAsync(new RateLimitedAttempt(PerUser, $"{userId}"), ct);
}
