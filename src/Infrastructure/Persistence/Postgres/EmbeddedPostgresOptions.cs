namespace OpenEvent.Infrastructure.Persistence;

/// <summary>Options of the embedded PostgreSQL.</summary>
public sealed record EmbeddedPostgresOptions
{
    /// <summary>The server's <c>Data:Directory</c>. The cluster is in its folder <c>postgres</c>.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>
    /// A folder with <c>postgres</c>, <c>initdb</c> and <c>pg_ctl</c>. Empty: the system's packages are searched, then npm's.
    /// </summary>
    public string? Binaries { get; init; }

    /// <summary>False for tests only: a power failure may then destroy the cluster. Killed processes lose nothing.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>PostgreSQL's <c>max_connections</c>.</summary>
    public int MaxConnections { get; init; } = 100;

    /// <summary>The folder for the cluster when root runs the server and PostgreSQL's account cannot enter the data directory.</summary>
    internal string SharedRoot { get; init; } = "/var/lib/openevent";
}
