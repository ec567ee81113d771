namespace OpenEvent.Application.Common;

/// <summary>Remembers, for 24 hours, what a request with an <c>Idempotency-Key</c> was answered; inside the request's own transaction.</summary>
public interface IIdempotency
{
    /// <summary>Opens the request's transaction and claims the key in it. A holder that dies lets go of the key with its connection.</summary>
    /// <returns>null while another request holds the key.</returns>
    Task<IIdempotencyClaim?> ClaimInTransactionAsync(string scope, string key, CancellationToken ct);

    /// <summary>
    /// Claims the key for an effect outside the database: no transaction stays open. A holder that dies lets go of the key with its connection; whether
    /// its effect came about is then unknown, and the same request runs again.
    /// </summary>
    /// <returns>null while another request holds the key.</returns>
    Task<IIdempotencyClaim?> ClaimWithoutTransactionAsync(string scope, string key, CancellationToken ct);

    /// <summary>Removes answers older than 24 hours.</summary>
    Task<int> DeleteExpiredAsync(CancellationToken ct);
}

/// <summary>A claimed key, and the transaction in which effect and answer commit together.</summary>
public interface IIdempotencyClaim : IAsyncDisposable
{
    /// <summary>The answer that the key was given before, if any.</summary>
    IdempotentAnswer? PreviousAnswer { get; }

    /// <summary>Undoes what the request did, and keeps the claim: a refusal is remembered without an effect.</summary>
    Task RollbackAsync(CancellationToken ct);

    Task CommitAsync(IdempotentAnswer answer, CancellationToken ct);
}

/// <summary>An answer as it was sent.</summary>
/// <param name="Fingerprint">Of the method, the path, the query and the body.</param>
/// <param name="Headers">The headers that belong to it, as JSON.</param>
public sealed record IdempotentAnswer(string Fingerprint, int Status, string Headers, byte[] Body);
