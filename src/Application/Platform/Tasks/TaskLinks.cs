using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Application.Platform;

/// <summary>
/// Signs the links to results. Browsers open a download without the access token, so the link itself proves that the owner asked for it. It
/// is valid for 15 minutes.
/// </summary>
internal sealed class TaskLinks(ISecrets secrets, IPublicUrl publicUrl, TimeProvider clock)
{
    private const string ResultPurpose = "task-result";
    private const string StatePurpose = "task-state";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <summary>How long the state of a task can be read by a link, for a user who cannot sign in any more.</summary>
    private static readonly TimeSpan StateLifetime = TimeSpan.FromDays(1);

    /// <summary>An absolute URL, because clients of another origin open it in the browser.</summary>
    public async Task<string> CreateAsync(QueuedTask task, CancellationToken ct)
    {
        var expires = (clock.GetUtcNow() + Lifetime).ToUnixTimeSeconds();
        var signature = Base64Url.EncodeToString(await SignAsync(ResultPurpose, task.Key, expires, ct));
        return publicUrl.ToAbsolute(
            string.Create(CultureInfo.InvariantCulture, $"/v1/tasks/{task.Key}/result?expires={expires}&signature={signature}")
        );
    }

    /// <summary>The path and query of a link to the state of a task, not to its result.</summary>
    public async Task<string> CreateStateLinkAsync(QueuedTask task, CancellationToken ct)
    {
        var expires = (clock.GetUtcNow() + StateLifetime).ToUnixTimeSeconds();
        var signature = Base64Url.EncodeToString(await SignAsync(StatePurpose, task.Key, expires, ct));
        return string.Create(CultureInfo.InvariantCulture, $"/v1/tasks/{task.Key}?expires={expires}&signature={signature}");
    }

    /// <summary>Whether the link was signed by a server of this installation and is still valid.</summary>
    public Task<bool> IsValidAsync(Guid task, long expires, string signature, CancellationToken ct) =>
        IsValidAsync(ResultPurpose, task, expires, signature, ct);

    /// <inheritdoc cref="IsValidAsync(Guid, long, string, CancellationToken)" />
    public Task<bool> IsStateLinkValidAsync(Guid task, long expires, string signature, CancellationToken ct) =>
        IsValidAsync(StatePurpose, task, expires, signature, ct);

    private async Task<bool> IsValidAsync(string purpose, Guid task, long expires, string signature, CancellationToken ct)
    {
        if (signature.Length > 100 || !Base64Url.IsValid(signature) || clock.GetUtcNow().ToUnixTimeSeconds() >= expires)
            return false;
        var expected = await SignAsync(purpose, task, expires, ct);
        return CryptographicOperations.FixedTimeEquals(Base64Url.DecodeFromChars(signature), expected);
    }

    private async Task<byte[]> SignAsync(string purpose, Guid task, long expires, CancellationToken ct) =>
        HMACSHA256.HashData(
            await secrets.GetKeyAsync(ct),
            Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{purpose}\n{task:n}\n{expires}"))
        );
}
