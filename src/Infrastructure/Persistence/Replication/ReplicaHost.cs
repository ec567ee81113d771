using Npgsql;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>One server of <c>Database:ReadConnectionString</c>.</summary>
/// <param name="maxReads">How many reads may run at once, one connection each: the size of the pool.</param>
/// <param name="reads">The pool of connections for requests.</param>
/// <param name="checks">Connections for checks, which are not of the pool and so can be had while it is exhausted.</param>
internal sealed class ReplicaHost(string name, int maxReads, NpgsqlDataSource reads, NpgsqlDataSource checks) : IAsyncDisposable
{
    private int _runningReads;

    /// <summary>Its address and database, without credentials.</summary>
    public string Name => name;

    /// <summary>Takes the place of one read, which <see cref="Leave"/> gives back when its connection was returned.</summary>
    /// <returns>False: all places are taken.</returns>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _runningReads) <= maxReads)
            return true;
        Leave();
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _runningReads);

    /// <summary>A connection for one request, which is not open yet.</summary>
    public NpgsqlConnection CreateConnection() => reads.CreateConnection();

    public ValueTask<NpgsqlConnection> OpenCheckAsync(CancellationToken ct) => checks.OpenConnectionAsync(ct);

    public async ValueTask DisposeAsync()
    {
        await reads.DisposeAsync();
        await checks.DisposeAsync();
    }
}
