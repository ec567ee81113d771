using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.WebApi.Identity;

namespace OpenEvent.WebApi.JsonApi;

/// <summary>
/// Handles <c>Idempotency-Key</c> on POST, PATCH and DELETE. The key, the fingerprint of the request, the effect and the response are
/// committed in one transaction. The same request gets the stored response; another request with the same key gets 422; a request whose key
/// is in use gets 409 with <c>Retry-After</c>. The <see cref="PreflightStep"/> of an endpoint runs before the transaction, unless a
/// response is stored.
/// </summary>
internal sealed class IdempotencyMiddleware(RequestDelegate next)
{
    /// <summary>The response headers that are stored and replayed.</summary>
    private static readonly string[] StoredHeaders =
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
            )
            || !http.Request.Headers.TryGetValue("Idempotency-Key", out var header)
            || ReturnsSecret(http)
        )
        {
            await PreflightStep.RunAsync(http);
            await next(http);
            return;
        }

        var key = header.ToString();
        if (key.Length is 0 or > 255)
            throw RejectedException.Malformed("Idempotency-Key must have 1 to 255 characters.", "Idempotency-Key");
        RequireTokenForLargeBody(http);
        var ct = http.RequestAborted;
        var actor = await http.RequestServices.GetRequiredService<ICurrentActor>().GetAsync(ct);
        // Callers who are not signed in share keys with their client address only, so that nobody elsewhere can block or read theirs.
        // A token does not get the answer of a request that was sent with another one, which may allow more.
        var scope =
            actor.TokenId is { } token ? $"token {token}"
            : actor.UserId is { } id ? $"user {id}"
            : $"anonymous {ClientAddress.From(http)}";
        var fingerprint = await FingerprintAsync(http);

        var store = http.RequestServices.GetRequiredService<IIdempotency>();
        var externalEffect = http.GetEndpoint()?.Metadata.GetMetadata<ExternalSideEffect>();
        var isWithoutTransaction = externalEffect is not null || http.GetEndpoint()?.Metadata.GetMetadata<WithoutTransaction>() is not null;
        if (PreflightStep.Find(http) is not null && !await IsAnsweredAsync(store, scope, key, ct))
            await PreflightStep.RunAsync(http);
        await using var claim = await (
            isWithoutTransaction ? store.ClaimWithoutTransactionAsync(scope, key, ct) : store.ClaimInTransactionAsync(scope, key, ct)
        )
            ?? throw InProgress();
        if (claim.PreviousAnswer is { } previous)
        {
            if (previous.Fingerprint != fingerprint)
                throw new RejectedException(
                    RejectionKind.Invalid,
                    [
                        new Problem(
                            "This Idempotency-Key was already used for another request.",
                            Parameter: "Idempotency-Key",
                            Code: ProblemCode.IdempotencyKeyReused
                        ),
                    ]
                );
            await ReplayAsync(http, previous);
            return;
        }

        // A stored response needs no slot: it is read at once.
        using var slot = externalEffect is null
            ? null
            : http.RequestServices.GetRequiredService<ExternalClaimSlots>().Take(externalEffect.Kind, actor);
        await RunAsync(http, claim, fingerprint);
    }

    /// <summary>The response contains the token, which must not be stored. Therefore a repeated request creates another token.</summary>
    private static bool ReturnsSecret(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<ResourceRoute>() is { Resource.ReturnsSecretOnCreate: true, Operation: "create" };

    /// <summary>The fingerprint reads the body. Only callers with a valid access token make the server read a large one.</summary>
    private static void RequireTokenForLargeBody(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>() is not null)
            AuthenticatedToken.Require(http);
    }

    private static async Task<bool> IsAnsweredAsync(IIdempotency store, string scope, string key, CancellationToken ct)
    {
        await using var claim = await store.ClaimInTransactionAsync(scope, key, ct) ?? throw InProgress();
        return claim.PreviousAnswer is not null;
    }

    private static RejectedException InProgress() =>
        new(
            RejectionKind.Conflict,
            [
                new Problem(
                    "A request with this Idempotency-Key is in progress.",
                    Parameter: "Idempotency-Key",
                    Code: ProblemCode.IdempotencyKeyInProgress
                ),
            ]
        )
        {
            RetryAfter = TimeSpan.FromSeconds(1),
        };

    private async Task RunAsync(HttpContext http, IIdempotencyClaim claim, string fingerprint)
    {
        var responseBody = http.Response.Body;
        using var captured = new MemoryStream();
        http.Response.Body = captured;
        try
        {
            await next(http);
        }
        finally
        {
            http.Response.Body = responseBody;
        }

        if (IsFinal(http.Response))
        {
            var status = http.Response.StatusCode;
            // The effect must be kept even if the client disconnects now, so the next calls cannot be cancelled.
            if (status >= 400)
                await claim.RollbackAsync(CancellationToken.None);
            var headers = StoredHeaders
                .Where(h => http.Response.Headers.ContainsKey(h))
                .ToDictionary(h => h, h => http.Response.Headers[h].ToArray());
            await claim.CommitAsync(
                new IdempotentAnswer(fingerprint, status, JsonSerializer.Serialize(headers), captured.ToArray()),
                CancellationToken.None
            );
        }

        // Kestrel rejects even an empty write to a 204.
        if (captured.Length > 0)
            await responseBody.WriteAsync(captured.GetBuffer().AsMemory(0, (int)captured.Length), http.RequestAborted);
    }

    /// <summary>
    /// Whether the same request would get this response again. Otherwise it is not stored, so that the client can repeat the request with
    /// the same key: after a failure of the server, when it is told when to try again, or when its connection was lost during the work.
    /// </summary>
    private static bool IsFinal(HttpResponse response) =>
        response.StatusCode
            is not StatusCodes.Status401Unauthorized
                and not StatusCodes.Status429TooManyRequests
                and not StatusCodes.Status499ClientClosedRequest
                and < StatusCodes.Status500InternalServerError
        && !(response.StatusCode >= StatusCodes.Status400BadRequest && response.Headers.ContainsKey("Retry-After"));

    private static async Task ReplayAsync(HttpContext http, IdempotentAnswer previous)
    {
        http.Response.StatusCode = previous.Status;
        foreach (var (name, value) in JsonSerializer.Deserialize<Dictionary<string, string[]>>(previous.Headers)!)
            http.Response.Headers[name] = value;
        http.Response.Headers["Idempotent-Replayed"] = "true";
        if (previous.Body.Length == 0)
            return;
        http.Response.ContentLength = previous.Body.Length;
        await http.Response.Body.WriteAsync(previous.Body, http.RequestAborted);
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
