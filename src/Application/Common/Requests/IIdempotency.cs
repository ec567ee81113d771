namespace OpenEvent.Application.Common;

/// <summary>
/// Stores the responses of requests with an <c>Idempotency-Key</c> for 24 hours: docs/reference/json-api-dialect.md#idempotency-keys.
/// </summary>
public interface IIdempotency
{
    /// <summary>
    /// Opens the transaction of the request and claims the key in it. If the server crashes, the database releases the key when the
    /// connection ends.
    /// </summary>
    /// <returns>null while another request holds the key.</returns>
    Task<IIdempotencyClaim?> ClaimInTransactionAsync(string scope, string key, CancellationToken ct);

    /// <summary>
    /// Claims the key for an effect outside the database; no transaction stays open. If the server crashes, the database releases the key
    /// when the connection ends. It is then unknown whether the effect took place, and the same request runs again.
    /// </summary>
    /// <returns>null while another request holds the key.</returns>
    Task<IIdempotencyClaim?> ClaimWithoutTransactionAsync(string scope, string key, CancellationToken ct);
}

/// <summary>A claimed key. The effect of the request and the stored response are committed in one transaction.</summary>
public interface IIdempotencyClaim : IAsyncDisposable
{
    /// <summary>The stored response of this key, or null.</summary>
    IdempotentAnswer? PreviousAnswer { get; }

    /// <summary>Rolls back the effect of the request and keeps the claim, so that a rejection is stored without an effect.</summary>
    Task RollbackAsync(CancellationToken ct);

    /// <summary>Stores the response and commits.</summary>
    Task CommitAsync(IdempotentAnswer answer, CancellationToken ct);
}

/// <summary>A stored response.</summary>
/// <param name="Fingerprint">The SHA-256 hash of method, path, query, <c>If-Match</c> and body of the request, in hexadecimal.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">A JSON object: header name to array of values.</param>
public sealed record IdempotentAnswer(string Fingerprint, int Status, string Headers, byte[] Body);
