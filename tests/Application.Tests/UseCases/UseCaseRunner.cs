using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Application.Identity;
using OpenEvent.Application.Notifications;
using OpenEvent.Application.Platform;
using OpenEvent.Application.Program;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Common;
using OpenEvent.Infrastructure;
using OpenEvent.Infrastructure.Files;
using OpenEvent.Infrastructure.Mail;
using OpenEvent.Infrastructure.Outbox;
using OpenEvent.Infrastructure.Payments;
using OpenEvent.Infrastructure.Persistence;
using OpenEvent.Testing;

namespace OpenEvent.Application.Tests.UseCases;

/// <summary>
/// Sends requests through the pipeline of the server, on a database of its own and without HTTP. Background services do not run.
/// </summary>
internal sealed class UseCaseRunner : ICurrentActor, IClientAddress, IFrontend, IPublicUrl, IAsyncDisposable
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

    private readonly string _files = Path.Combine(Path.GetTempPath(), $"openevent-use-cases-{Guid.NewGuid():n}");
    private TestDatabase _database = null!;
    private ServiceProvider _services = null!;

    private UseCaseRunner() { }

    /// <summary>Who sends the next request.</summary>
    public Actor Actor { get; set; } = Actor.Anonymous;

    public string? Current => "192.0.2.1";

    /// <summary>Receives the e-mails that the outbox sends.</summary>
    public CapturedMailer Mailer { get; } = new();

    public IFileStore Files => _services.GetRequiredService<IFileStore>();

    public ISecrets Secrets => _services.GetRequiredService<ISecrets>();

    /// <param name="configure">Adds to the services, or replaces some.</param>
    public static async Task<UseCaseRunner> StartAsync(Action<IServiceCollection>? configure = null)
    {
        var runner = new UseCaseRunner { _database = await TestDatabase.CreateAsync(Migrated) };
        var database = await Database.OpenAsync(
            runner._database.ConnectionString,
            new EmbeddedPostgresOptions { DataDirectory = "" },
            "test",
            NullLoggerFactory.Instance,
            default
        );
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(_ => database)
            .AddSingleton(database.DataSource)
            // All requests of a test come from one address, so the limits by address are off.
            .AddSingleton(
                new AuthSettings
                {
                    HashMemoryKiB = 64,
                    HashPasses = 1,
                    EmailsPerAddressAndHour = 1_000_000,
                }
            )
            .AddSingleton(new OrderSettings { OpenCheckoutsPerAddress = 0, HeldSeatsPerAddress = 0 })
            .AddSingleton(new InvoiceSettings())
            .AddSingleton(new OutboxSettings { Attempts = 3 })
            .AddSingleton(new StripeSettings())
            .AddSingleton<ICurrentActor>(runner)
            .AddSingleton<IClientAddress>(runner)
            .AddSingleton<IFrontend>(runner)
            .AddSingleton<IPublicUrl>(runner)
            .AddPersistence()
            .AddSecurity()
            .AddBackgroundJobs()
            .AddEmailAndFiles(new MailSettings(), new StorageSettings(), runner._files)
            .AddSingleton<IMailer>(runner.Mailer)
            .AddPayments()
            .AddApplication()
            .AddIdentity()
            .AddEvents()
            .AddNotifications()
            .AddTicketing()
            .AddProgram()
            .AddPlatform();
        configure?.Invoke(services);
        runner._services = services.BuildServiceProvider();
        await SecurityServices.LoadSecretsAsync(runner._services, default);
        return runner;
    }

    public async Task<TResult> SendAsync<TResult>(IRequest<TResult> request)
    {
        await using var scope = _services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    /// <summary>Sends a request after the request that runs before its transaction.</summary>
    public async Task<TResult> SendAsync<TResult>(IRequest<Unit> preflight, IRequest<TResult> request)
    {
        await using var scope = _services.CreateAsyncScope();
        var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
        await mediator.Send(preflight);
        return await mediator.Send(request);
    }

    /// <summary>Sends a request as a job or an outbox consumer does.</summary>
    public async Task<TResult> SendAsServerAsync<TResult>(IRequest<TResult> request)
    {
        await using var scope = _services.CreateServerScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    /// <summary>Sets who sends the next request.</summary>
    public UseCaseRunner As(Actor actor)
    {
        Actor = actor;
        return this;
    }

    public Task<T> CreateAsync<T>(JsonElement document)
        where T : Entity => SendAsync(new CreateCommand<T>(document));

    public Task<T> UpdateAsync<T>(long id, JsonElement document)
        where T : Entity => SendAsync(new UpdateCommand<T>(ResourceKey.FromId(id), document, ResourceQuery.Default));

    public Task<Unit> DeleteAsync<T>(long id, string? note = null)
        where T : Entity => SendAsync(new DeleteCommand<T>(ResourceKey.FromId(id), ResourceQuery.Default, note));

    /// <summary>Processes the waiting entries of the outbox once, as the background service does.</summary>
    /// <param name="kind">The kind of the entries.</param>
    public async Task ProcessOutboxAsync(string kind)
    {
        foreach (var entry in await FindOutboxAsync(kind))
            await ProcessAsync(entry);
    }

    /// <summary>The waiting entries of a kind, as a worker finds them.</summary>
    public async Task<List<DueEntry>> FindOutboxAsync(string kind)
    {
        await using var scope = _services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<OpenEventDb>()
            .Set<OutboxEntry>()
            .AsNoTracking()
            .Where(e => e.State == OutboxState.Waiting && e.Kind == kind)
            .OrderBy(e => e.Id)
            .Select(e => new DueEntry(e.Id, e.Kind, e.OwnerId, e.Attempts, e.StartedAt, e.Interruptions))
            .ToListAsync();
    }

    /// <summary>Processes an entry that a worker has found.</summary>
    public async Task ProcessAsync(DueEntry entry)
    {
        await using var scope = _services.CreateServerScope();
        await scope.ServiceProvider.GetRequiredService<OutboxEntryProcessor>().ProcessAsync(entry, CancellationToken.None);
    }

    /// <summary>Starts the background service that processes the outbox. Stop it before the test ends.</summary>
    public async Task<OutboxWorker> StartOutboxWorkerAsync()
    {
        var worker = ActivatorUtilities.CreateInstance<OutboxWorker>(_services);
        await worker.StartAsync(CancellationToken.None);
        return worker;
    }

    /// <summary>Runs code with the services of a job.</summary>
    public async Task WithServicesAsync(Func<IServiceProvider, Task> run)
    {
        await using var scope = _services.CreateServerScope();
        await run(scope.ServiceProvider);
    }

    public async Task<T> QueryAsync<T>(string sql)
    {
        await using var command = _services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Inserts a row. Columns that must have a value and are not given get one of their type.</summary>
    /// <param name="values">SQL expressions by column.</param>
    /// <returns>The id, or 0 if the table has none.</returns>
    public async Task<long> InsertAsync(string table, params (string Column, string Value)[] values)
    {
        var given = string.Join("', '", values.Select(v => v.Column));
        var others = await QueryAsync<string[]>(
            $$"""
            SELECT coalesce(array_agg(column_name || '=' || CASE
                WHEN data_type IN ('text', 'character varying') THEN 'gen_random_uuid()'
                WHEN data_type = 'boolean' THEN 'false'
                WHEN data_type = 'uuid' THEN 'gen_random_uuid()'
                WHEN data_type = 'jsonb' THEN '''' || '{}' || ''''
                WHEN data_type IN ('timestamp with time zone', 'date') THEN 'now()'
                ELSE '1' END), '{}')
            FROM information_schema.columns
            WHERE table_schema = 'public' AND table_name = '{{table}}' AND is_nullable = 'NO' AND column_default IS NULL
                AND is_identity = 'NO' AND is_generated = 'NEVER' AND column_name <> ALL (ARRAY['{{given}}'])
            """
        );
        var all = values.Concat(others.Select(o => (Column: o.Split('=')[0], Value: o[(o.IndexOf('=', StringComparison.Ordinal) + 1)..])));
        var hasId = await QueryAsync<bool>(
            $"SELECT EXISTS (SELECT FROM information_schema.columns WHERE table_name = '{table}' AND column_name = 'id')"
        );
        return await QueryAsync<long>(
            $"INSERT INTO {table} ({string.Join(", ", all.Select(v => v.Column))}) VALUES ({string.Join(", ", all.Select(v => v.Value))}) "
                + $"RETURNING {(hasId ? "id" : "0::bigint")}"
        );
    }

    /// <summary>The number of entries of a kind whose key starts so.</summary>
    public Task<long> CountOutboxAsync(string kind, string keyStart) =>
        QueryAsync<long>($"SELECT count(*) FROM outbox WHERE kind = '{kind}' AND starts_with(key, '{keyStart}')");

    public async Task ExecuteAsync(string sql)
    {
        await using var command = _services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public ValueTask<Actor> GetAsync(CancellationToken ct) => ValueTask.FromResult(Actor);

    public ValueTask<string> LinkAsync(string pathAndQuery, CancellationToken ct) =>
        ValueTask.FromResult($"https://frontend.example{pathAndQuery}");

    public string ToAbsolute(string url) => $"https://api.example{url}";

    public async ValueTask DisposeAsync()
    {
        if (Directory.Exists(_files))
            Directory.Delete(_files, recursive: true);
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }
}
