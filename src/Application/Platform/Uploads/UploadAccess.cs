using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Platform;

/// <summary>
/// Who may upload, and how much: 200 files an hour and 500 MB a day for each user. A request with an upload counts as one file before its
/// body is read, also if there is no file in it.
/// </summary>
internal sealed class UploadAccess(IAuthorization authorization, IThrottle throttle)
{
    /// <summary>The largest file, in bytes.</summary>
    public const int MaxFileBytes = 20 * 1024 * 1024;

    /// <summary>The largest number of files in a request.</summary>
    public const int MaxFiles = 10;

    /// <summary>Bytes are counted in parts of this size, and each file has at least one.</summary>
    private const int PartBytes = 100 * 1024;

    private const string SignInReason = "Sign in to upload files.";

    private static readonly RateLimit FilesPerUser = new("upload-user", 200, TimeSpan.FromHours(1));

    private static readonly RateLimit BytesPerUser = new("upload-bytes-user", 500 * 1024 * 1024 / PartBytes, TimeSpan.FromDays(1));

    /// <summary>Whether the request has been counted as one file of one part.</summary>
    private bool _isRequestCounted;

    /// <returns>The id of the user.</returns>
    /// <exception cref="RejectedException">Unauthenticated.</exception>
    public long RequireSignIn() => Require(actor => actor.UserId is not null, SignInReason);

    /// <returns>The id of the user.</returns>
    /// <exception cref="RejectedException">Unauthenticated or Forbidden.</exception>
    public long RequireVerifiedUser() =>
        Require(actor => actor is { UserId: not null, IsVerified: true }, "Verify your e-mail address before you upload files.");

    /// <summary>Makes one decision only. The first decision that allows a request also reports what is wrong with its content.</summary>
    private long Require(Func<Actor, bool> isAllowed, string reason)
    {
        authorization.RequireSignIn(SignInReason);
        authorization.Require(Decision.AllowIf(isAllowed(authorization.Actor), reason));
        return authorization.Actor.UserId!.Value;
    }

    /// <summary>Counts an upload before its body is read.</summary>
    /// <exception cref="RejectedException">TooManyRequests.</exception>
    public async Task CountRequestAsync(CancellationToken ct)
    {
        await CountAsync(1, 1, ct);
        _isRequestCounted = true;
    }

    /// <summary>Counts files before they are stored: what <see cref="CountRequestAsync"/> has not counted of them.</summary>
    /// <exception cref="RejectedException">TooManyRequests.</exception>
    public Task CountAsync(IReadOnlyCollection<byte[]> files, CancellationToken ct)
    {
        var counted = _isRequestCounted ? 1 : 0;
        return CountAsync(files.Count - counted, files.Sum(f => (f.Length / PartBytes) + 1) - counted, ct);
    }

    private Task CountAsync(int files, int parts, CancellationToken ct)
    {
        var user = $"{authorization.Actor.UserId}";
        return throttle.CountAsync(
            [
                .. new[] { new RateLimitedAttempt(FilesPerUser, user, files), new RateLimitedAttempt(BytesPerUser, user, parts) }.Where(a =>
                    a.Amount > 0
                ),
            ],
            ct
        );
    }
}
