namespace OpenEvent.Infrastructure.Persistence;

/// <summary>What the private PostgreSQL cluster needs to know.</summary>
public sealed record EmbeddedPostgresOptions
{
    /// <summary>The server's <c>Data:Directory</c>; the cluster is its folder <c>postgres</c>.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>A folder with <c>postgres</c>, <c>initdb</c> and <c>pg_ctl</c>; empty: the system's, then npm's.</summary>
    public string? Binaries { get; init; }

    /// <summary>False only for tests: a power cut may then lose the cluster, a kill may not.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>PostgreSQL's <c>max_connections</c>.</summary>
    public int MaxConnections { get; init; } = 100;

    /// <summary>Where the cluster goes when root runs the server and PostgreSQL's account cannot enter the data directory.</summary>
    internal string SharedRoot { get; init; } = "/var/lib/openevent";
}
