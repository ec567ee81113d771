using Npgsql;

namespace OpenEvent.Architecture.Tests.Wrong;

/// <summary>Deliberately wrong: opens a second connection in a request.</summary>
internal sealed class OpensConnection(NpgsqlDataSource source)
{
    public Task<NpgsqlConnection> OpenAsync(CancellationToken ct) => source.OpenConnectionAsync(ct).AsTask();
}
