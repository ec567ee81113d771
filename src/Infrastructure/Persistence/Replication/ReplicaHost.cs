using Npgsql;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>One server of <c>Database:ReadConnectionString</c>.</summary>
/// <param name="reads">The pool of connections for requests.</param>
/// <param name="checks">Connections for checks, which are not of the pool and so can be had while it is exhausted.</param>
internal sealed class ReplicaHost(string name, NpgsqlDataSource reads, NpgsqlDataSource checks) : IAsyncDisposable
{
    /// <summary>Its address and database, without credentials.</summary>
    public string Name => name;

    /// <summary>A connection for one request, which is not open yet.</summary>
    public NpgsqlConnection CreateConnection() => reads.CreateConnection();

    public ValueTask<NpgsqlConnection> OpenCheckAsync(CancellationToken ct) => checks.OpenConnectionAsync(ct);

    public async ValueTask DisposeAsync()
    {
        await reads.DisposeAsync();
        await checks.DisposeAsync();
    }
}
