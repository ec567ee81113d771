namespace OpenEvent.WebApi.Hosting;

/// <summary>Section <c>Database</c>.</summary>
public sealed record DatabaseSettings
{
    /// <summary>Npgsql's form: <c>Host=…;Database=…;Username=…;Password=…</c>. Empty: a private PostgreSQL under <c>Data:Directory</c>.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>Where the private PostgreSQL's programs are; empty: Debian's folder, then npm's.</summary>
    public string? Binaries { get; init; }
}
