using System.ComponentModel.DataAnnotations;

namespace OpenEvent.WebApi.Hosting;

/// <summary>Section <c>Database</c>.</summary>
public sealed record DatabaseSettings : IValidatableObject
{
    /// <summary>
    /// An Npgsql connection string: <c>Host=…;Database=…;Username=…;Password=…</c>. If empty, the server runs its own PostgreSQL in
    /// <c>Data:Directory</c>.
    /// </summary>
    public string? ConnectionString { get; init; }

    /// <summary>
    /// An Npgsql connection string of a standby of that database, or of several, which then take turns. Visitors read from it. If empty,
    /// all reads go to <see cref="ConnectionString"/>.
    /// </summary>
    public string? ReadConnectionString { get; init; }

    /// <summary>How old the rows may be that a visitor reads from the standby. If it is further behind, it is not used.</summary>
    [Range(typeof(TimeSpan), "00:00:00.500", "00:05:00", ErrorMessage = "must be half a second to five minutes.")]
    public TimeSpan MaxReplicaLag { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The folder of the server's own PostgreSQL programs. If empty, the server looks in Debian's folder, then in npm's.</summary>
    public string? Binaries { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrWhiteSpace(ReadConnectionString) && string.IsNullOrWhiteSpace(ConnectionString))
            yield return new ValidationResult(
                "needs Database:ConnectionString: the embedded PostgreSQL has no standby.",
                [nameof(ReadConnectionString)]
            );
    }
}
