using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;
using OpenEvent.Infrastructure;
using OpenEvent.Infrastructure.Persistence;
using OpenEvent.Testing;

namespace OpenEvent.Application.Tests.UseCases;

/// <summary>Sends requests through the pipeline of the server, on a database of its own and without HTTP.</summary>
internal sealed class UseCaseRunner : ICurrentActor, IClientAddress, IFrontend, IAsyncDisposable
{
    private static readonly DatabaseTemplate Migrated = new(
        string.Join(',', PersistenceServices.MigrationNames),
        async (connectionString, ct) =>
        {
            var services = new ServiceCollection()
                .AddSingleton(_ => NpgsqlDataSource.Create(connectionString))
                .AddLogging()
                .AddPersistence();
            await using var provider = services.BuildServiceProvider();
            await PersistenceServices.MigrateAsync(provider, "test", ct);
        }
    );

    private TestDatabase _database = null!;
    private ServiceProvider _services = null!;

    private UseCaseRunner() { }

    /// <summary>Who sends the next request.</summary>
    public Actor Actor { get; set; } = Actor.Anonymous;

    public string? Current => "192.0.2.1";

    public ISecrets Secrets => _services.GetRequiredService<ISecrets>();

    public static async Task<UseCaseRunner> StartAsync()
    {
        var runner = new UseCaseRunner { _database = await TestDatabase.CreateAsync(Migrated) };
        var database = await Database.OpenAsync(
            runner._database.ConnectionString,
            new EmbeddedPostgresOptions { DataDirectory = "" },
            "test",
            NullLoggerFactory.Instance,
            default
        );
        runner._services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(_ => database)
            .AddSingleton(database.DataSource)
            .AddSingleton(new AuthSettings { HashMemoryKiB = 64, HashPasses = 1 })
            .AddSingleton<ICurrentActor>(runner)
            .AddSingleton<IClientAddress>(runner)
            .AddSingleton<IFrontend>(runner)
            .AddPersistence()
            .AddSecurity()
            .AddApplication()
            .AddIdentity()
            .BuildServiceProvider();
        await SecurityServices.LoadSecretsAsync(runner._services, default);
        return runner;
    }

    public async Task<TResult> SendAsync<TResult>(IRequest<TResult> request)
    {
        await using var scope = _services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    /// <summary>Sends a request as a job or an outbox consumer does.</summary>
    public async Task<TResult> SendAsServerAsync<TResult>(IRequest<TResult> request)
    {
        await using var scope = _services.CreateServerScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    public async Task<T> QueryAsync<T>(string sql)
    {
        await using var command = _services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public ValueTask<Actor> GetAsync(CancellationToken ct) => ValueTask.FromResult(Actor);

    public ValueTask<string> LinkAsync(string pathAndQuery, CancellationToken ct) =>
        ValueTask.FromResult($"https://frontend.example{pathAndQuery}");

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }
}
