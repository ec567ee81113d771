using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.JsonApi;

/// <summary>
/// <c>Idempotency-Key</c> on every POST, PATCH and DELETE: the key, the request's fingerprint, the effect and the answer commit together.
/// The same request gets the same answer; another request under the key is 422; a key in flight is 409 with Retry-After. What a request has to ask of
/// others (<see cref="Preparation"/>) is asked before its transaction, unless its answer is known already.
/// </summary>
internal sealed class IdempotentRequests(RequestDelegate next)
{
    private static readonly string[] KeptHeaders =
    [
        "Content-Type",
        "Content-Disposition",
        "ETag",
        "Location",
        "Retry-After",
        "Set-Cookie",
        "WWW-Authenticate",
    ];

    public async Task InvokeAsync(HttpContext http)
    {
        if (
            !(
                HttpMethods.IsPost(http.Request.Method)
                || HttpMethods.IsPatch(http.Request.Method)
                || HttpMethods.IsDelete(http.Request.Method)
            ) || !http.Request.Headers.TryGetValue("Idempotency-Key", out var header)
        )
        {
            await Preparation.RunAsync(http);
            await next(http);
            return;
        }

        var key = header.ToString();
        if (key.Length is 0 or > 255)
            throw Refused.Malformed("Idempotency-Key must have 1 to 255 characters.", "Idempotency-Key");
        var ct = http.RequestAborted;
        var actor = await http.RequestServices.GetRequiredService<IActorSource>().GetAsync(ct);
        var scope = actor.UserId is { } id ? $"user {id}" : "anonymous";
        var fingerprint = await FingerprintAsync(http);

        var store = http.RequestServices.GetRequiredService<IIdempotency>();
        var isOutside = http.GetEndpoint()?.Metadata.GetMetadata<EffectOutside>() is not null;
        if (Preparation.Of(http) is not null && !await IsAnsweredAsync(store, scope, key, ct))
            await Preparation.RunAsync(http);
        await using var claim = await (isOutside ? store.ReserveAsync(scope, key, ct) : store.ClaimAsync(scope, key, ct))
            ?? throw StillRunning();
        if (claim.Before is { } before)
        {
            if (before.Fingerprint != fingerprint)
                throw new Refused(
                    RefusalKind.Invalid,
                    [new Problem("This Idempotency-Key was used for another request.", Parameter: "Idempotency-Key")]
                );
            await ReplayAsync(http, before);
            return;
        }

        await RunAsync(http, claim, fingerprint, isOutside);
    }

    private static async Task<bool> IsAnsweredAsync(IIdempotency store, string scope, string key, CancellationToken ct)
    {
        await using var look = await store.ClaimAsync(scope, key, ct) ?? throw StillRunning();
        return look.Before is not null;
    }

    private static Refused StillRunning() =>
        new(RefusalKind.Conflict, [new Problem("A request with this Idempotency-Key is still running.", Parameter: "Idempotency-Key")])
        {
            RetryAfter = TimeSpan.FromSeconds(1),
        };

    private async Task RunAsync(HttpContext http, IClaim claim, string fingerprint, bool isOutside)
    {
        var client = http.Response.Body;
        using var kept = new MemoryStream();
        http.Response.Body = kept;
        try
        {
            await next(http);
        }
        finally
        {
            http.Response.Body = client;
        }

        var status = http.Response.StatusCode;
        // A device that is busy with somebody else may serve the same request later.
        var isForNow = isOutside && http.Response.Headers.ContainsKey("Retry-After");
        if (status is < 500 and not StatusCodes.Status401Unauthorized and not StatusCodes.Status429TooManyRequests && !isForNow)
        {
            // From here on the effect must not be lost because the client went away.
            if (status >= 400)
                await claim.UndoAsync(CancellationToken.None);
            var headers = KeptHeaders
                .Where(h => http.Response.Headers.ContainsKey(h))
                .ToDictionary(h => h, h => http.Response.Headers[h].ToArray());
            await claim.CommitAsync(
                new IdempotentAnswer(fingerprint, status, JsonSerializer.Serialize(headers), kept.ToArray()),
                CancellationToken.None
            );
        }

        await client.WriteAsync(kept.GetBuffer().AsMemory(0, (int)kept.Length), http.RequestAborted);
    }

    private static async Task ReplayAsync(HttpContext http, IdempotentAnswer before)
    {
        http.Response.StatusCode = before.Status;
        foreach (var (name, value) in JsonSerializer.Deserialize<Dictionary<string, string[]>>(before.Headers)!)
            http.Response.Headers[name] = value;
        http.Response.Headers["Idempotent-Replayed"] = "true";
        if (before.Body.Length == 0)
            return;
        http.Response.ContentLength = before.Body.Length;
        await http.Response.Body.WriteAsync(before.Body, http.RequestAborted);
    }

    private static async Task<string> FingerprintAsync(HttpContext http)
    {
        http.Request.EnableBuffering();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(
            Encoding.UTF8.GetBytes(
                $"{http.Request.Method}\n{http.Request.Path}\n{http.Request.QueryString}\n{http.Request.Headers.IfMatch}\n"
            )
        );
        var buffer = new byte[8192];
        int read;
        while ((read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0)
            hash.AppendData(buffer, 0, read);
        http.Request.Body.Position = 0;
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
