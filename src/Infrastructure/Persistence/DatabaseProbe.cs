using Npgsql;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>What the database answered to a probe.</summary>
public enum DatabaseCondition
{
    /// <summary>It answers, and accepts writes.</summary>
    Ready,

    /// <summary>It answers, but new sessions are read-only.</summary>
    ReadOnly,

    /// <summary>It refuses the connection or the query, or is not there.</summary>
    Unavailable,

    /// <summary>It does not answer at all, e.g. a machine that hangs.</summary>
    Unresponsive,
}

/// <summary>
/// Asks the database whether it works, within <see cref="Limit"/>. It has a session of its own, so that it needs no place in the pool,
/// which may be used up by requests that wait for the database.
/// </summary>
public sealed class DatabaseProbe : IAsyncDisposable
{
    /// <summary>An answer that takes longer counts as none.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(1.5);

    /// <summary>Sessions keep the settings with which they began, so a new one is opened now and then.</summary>
    private const int QueriesPerSession = 10;

    private readonly NpgsqlDataSource _source;
    private readonly Lock _lock = new();
    private NpgsqlConnection? _session;
    private int _queries;
    private Task<DatabaseCondition>? _pending;
    private volatile string? _host;

    internal DatabaseProbe(string connectionString) =>
        // Without a command time-out the driver sends no cancellation, which would block a thread while the database does not answer.
        _source = new NpgsqlDataSourceBuilder(
            new NpgsqlConnectionStringBuilder(connectionString)
            {
                Pooling = false,
                Timeout = 2,
                CommandTimeout = 0,
                KeepAlive = 0,
            }.ConnectionString
        )
        {
            Name = "openevent probe",
        }
            .ConfigureTypeLoading(types => types.EnableTypeLoading(false))
            .Build();

    /// <summary>The host and port that answered last.</summary>
    internal string? Host => _host;

    /// <summary>Concurrent callers share one query.</summary>
    public async Task<DatabaseCondition> CheckAsync(CancellationToken ct)
    {
        Task<DatabaseCondition> pending;
        lock (_lock)
        {
            if (_pending is null or { IsCompleted: true })
                _pending = AskAsync(TakeSession());
            pending = _pending;
        }

        if (await Task.WhenAny(pending, Task.Delay(Limit, ct)) == pending)
            return await pending;
        ct.ThrowIfCancellationRequested();
        lock (_lock)
            if (_pending == pending)
                _pending = null; // the next query uses a new session; this one is closed when it ends
        return DatabaseCondition.Unresponsive;
    }

    public async ValueTask DisposeAsync()
    {
        if (TakeSession() is { } session)
            await session.DisposeAsync();
        await _source.DisposeAsync();
    }

    private NpgsqlConnection? TakeSession()
    {
        lock (_lock)
        {
            var session = _session;
            _session = null;
            return session;
        }
    }

    private async Task<DatabaseCondition> AskAsync(NpgsqlConnection? session)
    {
        var wasOpen = session is not null;
        try
        {
            if (session is null)
            {
                session = _source.CreateConnection();
                _queries = 0;
                await session.OpenAsync(CancellationToken.None);
            }

            await using var command = new NpgsqlCommand("SELECT current_setting('transaction_read_only')", session);
            _host = $"{session.Host}:{session.Port}";
            var isReadOnly = await command.ExecuteScalarAsync(CancellationToken.None) is "on";
            if (isReadOnly || ++_queries >= QueriesPerSession)
                await session.DisposeAsync();
            else
                KeepSession(session);
            return isReadOnly ? DatabaseCondition.ReadOnly : DatabaseCondition.Ready;
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException or IOException or OperationCanceledException)
        {
            if (session is not null)
                await session.DisposeAsync();
            // The session may have ended since the last query, e.g. by a restart of the database.
            if (wasOpen)
                return await AskAsync(null);
            return e.InnerException is TimeoutException ? DatabaseCondition.Unresponsive : DatabaseCondition.Unavailable;
        }
    }

    private void KeepSession(NpgsqlConnection session)
    {
        NpgsqlConnection? other;
        lock (_lock)
        {
            other = _session;
            _session = session;
        }

        other?.Dispose();
    }
}
