namespace OpenEvent.WebApi.Hosting;

/// <summary>Section <c>Database</c>.</summary>
public sealed record DatabaseSettings
{
    /// <summary>
    /// An Npgsql connection string: <c>Host=…;Database=…;Username=…;Password=…</c>. If empty, the server runs its own PostgreSQL in
    /// <c>Data:Directory</c>.
    /// </summary>
    public string? ConnectionString { get; init; }

    /// <summary>The folder of the server's own PostgreSQL programs. If empty, the server looks in Debian's folder, then in npm's.</summary>
    public string? Binaries { get; init; }
}
