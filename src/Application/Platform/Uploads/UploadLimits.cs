using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Platform;

/// <summary>How much a user may upload: 200 files an hour.</summary>
internal sealed class UploadLimits(IAuthorization authorization, IThrottle throttle)
{
    /// <summary>The largest file, in bytes.</summary>
    public const int MaxFileBytes = 20 * 1024 * 1024;

    /// <summary>The largest number of files in a request.</summary>
    public const int MaxFiles = 10;

    private static readonly RateLimit PerUser = new("upload-user", 200, TimeSpan.FromHours(1));

    /// <summary>Asks the permission, and throws what is wrong with the content of the request.</summary>
    public void RequirePermission()
    {
        authorization.RequireSignIn("Uploads need an account.");
        authorization.Require(Decision.AllowIf(authorization.Actor.UserId is not null, "Uploads need an account."));
    }

    public Task CountAsync(CancellationToken ct) =>
        throttle.CountAsync([new RateLimitedAttempt(PerUser, $"{authorization.Actor.UserId}")], ct);
}
