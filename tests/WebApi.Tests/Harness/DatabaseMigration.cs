using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OpenEvent.Infrastructure;

namespace OpenEvent.WebApi.Tests.Harness;

/// <summary>Runs this build's migrations on a database, as a server does when it starts.</summary>
public static class DatabaseMigration
{
    public static async Task RunAsync(string connectionString, CancellationToken ct = default)
    {
        var services = new ServiceCollection().AddSingleton(_ => NpgsqlDataSource.Create(connectionString)).AddLogging().AddPersistence();
        await using var provider = services.BuildServiceProvider();
        await PersistenceServices.MigrateAsync(provider, WebApi.Hosting.Telemetry.Version, ct);
    }
}
