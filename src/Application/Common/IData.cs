using Microsoft.EntityFrameworkCore;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Common;

/// <summary>The database, as use cases see it. There are no repositories: EF Core is one.</summary>
public interface IData
{
    DbSet<T> Set<T>() where T : class;

    /// <summary>Saves what is tracked. A violated unique index or CHECK comes out as a <see cref="Refused"/> conflict.</summary>
    Task SaveChangesAsync(CancellationToken ct);

    /// <summary>Takes the row's lock until the transaction ends, so that what is read afterwards is the latest.</summary>
    Task LockAsync<T>(long id, CancellationToken ct) where T : Entity;

    /// <summary>Begins a transaction, or joins the one that the request has open already.</summary>
    Task<IWork> BeginAsync(CancellationToken ct);

    /// <summary>
    /// Whether the open transaction's connection is gone. EF hides the first failure where it only lets a savepoint go, and what comes next stumbles over a
    /// transaction that is over.
    /// </summary>
    bool IsLost { get; }

    /// <summary>Forgets every tracked row, before a command is tried again.</summary>
    void Forget();
}
