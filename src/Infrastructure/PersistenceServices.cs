using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Npgsql;
using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Application.Platform;
using OpenEvent.Application.Resources;
using OpenEvent.Infrastructure.Outbox;
using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.Infrastructure;

/// <summary>Registers the services that use the database. The caller registers the <see cref="NpgsqlDataSource"/>.</summary>
public static class PersistenceServices
{
    /// <summary>The switch of the tests that makes EF detect two uses of one context at the same time.</summary>
    private const string DetectConcurrentUse = "OpenEvent.DetectConcurrentUse";

    public static IServiceCollection AddPersistence(this IServiceCollection services)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton<DatabaseMetrics>();
        services.AddSingleton<DatabaseMonitor>();
        services.AddSingleton<IDatabaseState>(provider => provider.GetRequiredService<DatabaseMonitor>());
        services.AddHostedService(provider => provider.GetRequiredService<DatabaseMonitor>());
        services.TryAddSingleton(_ => ReplicaHosts.None);
        services.AddSingleton<ReplicaGuard>();
        services.AddSingleton<ReplicaMetrics>();
        services.AddSingleton<ReplicaFailures>();
        services.AddSingleton<IReplicaReads, ReplicaReads>();
        services.AddHostedService<ReplicaMonitor>();
        services.AddSingleton(provider => new VisitorChanges(
            provider.GetService<IVisitorCache>(),
            provider.GetRequiredService<ReplicaGuard>()
        ));
        services.AddSingleton<IVisitorChanges>(provider => provider.GetRequiredService<VisitorChanges>());
        services.AddHostedService<VisitorCacheListener>();
        services.AddSingleton<TableSizes>();
        services.AddSingleton<ITableSizes>(provider => provider.GetRequiredService<TableSizes>());
        services.AddHostedService(provider => provider.GetRequiredService<TableSizes>());
        services.AddSingleton<CreatedAtInterceptor>();
        services.AddSingleton<OutboxInterceptor>();
        services.AddSingleton<WriteSetInterceptor>();
        services.AddSingleton(provider => new ActivityFormats(provider.GetService<ResourceCatalog>() ?? ResourceCatalog.Scan()));
        services.AddSingleton<ActivityWriter>();
        services.AddSingleton<ActivityInterceptor>();
        services.AddSingleton(provider => new ReplacedFilesInterceptor(
            provider.GetService<ResourceCatalog>() ?? ResourceCatalog.Scan(),
            provider.GetService<IFileStore>(),
            provider.GetService<IPublicUrl>(),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton<DirectWriteInterceptor>();
        services.AddSingleton<SavepointInterceptor>();
        services.AddSingleton<CommitInterceptor>();
        services.AddSingleton<LockingReadInterceptor>();
        services.AddSingleton<AbandonedReadInterceptor>();
        services.AddSingleton(provider => new VisitorCacheInterceptor(
            provider.GetService<ResourceCatalog>() ?? ResourceCatalog.Scan(),
            provider.GetRequiredService<VisitorChanges>()
        ));
        services.AddSingleton<OutcomeMetrics>();
        services.AddSingleton<OutcomeInterceptor>();
        services.AddDbContextPool<OpenEventDb>(
            (provider, options) =>
                options
                    .UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>())
                    .UseSnakeCaseNamingConvention()
                    // The check costs 5% of a list. The driver rejects a second statement on a connection that is in use.
                    .EnableThreadSafetyChecks(AppContext.TryGetSwitch(DetectConcurrentUse, out var isOn) && isOn)
#pragma warning disable EF9100 // Compiling a query generates less code (decision 051). EF has no stable service for it.
                    .ReplaceService<ILiftableConstantProcessor, QueryConstants>()
#pragma warning restore EF9100
                    // A failure is thrown and logged once, by the code that does not expect it. A 409 that a constraint causes is no error.
                    .ConfigureWarnings(warnings =>
                        warnings.Log(
                            (RelationalEventId.CommandError, LogLevel.Debug),
                            (CoreEventId.SaveChangesFailed, LogLevel.Debug),
                            (CoreEventId.QueryIterationFailed, LogLevel.Debug)
                        )
                    )
                    .AddInterceptors(
                        provider.GetRequiredService<CreatedAtInterceptor>(),
                        provider.GetRequiredService<ReplacedFilesInterceptor>(),
                        provider.GetRequiredService<OutboxInterceptor>(),
                        provider.GetRequiredService<WriteSetInterceptor>(),
                        provider.GetRequiredService<DirectWriteInterceptor>(),
                        provider.GetRequiredService<ActivityInterceptor>(),
                        provider.GetRequiredService<VisitorCacheInterceptor>().OfSaves,
                        provider.GetRequiredService<VisitorCacheInterceptor>().OfTransactions,
                        provider.GetRequiredService<OutcomeInterceptor>().OfSaves,
                        provider.GetRequiredService<OutcomeInterceptor>().OfStatements,
                        provider.GetRequiredService<OutcomeInterceptor>().OfTransactions,
                        provider.GetRequiredService<SavepointInterceptor>(),
                        provider.GetRequiredService<CommitInterceptor>(),
                        provider.GetRequiredService<LockingReadInterceptor>(),
                        provider.GetRequiredService<AbandonedReadInterceptor>(),
                        DomainRuleInterceptor.Instance
                    )
        );
        services.TryAddScoped<WriteSet>();
        services.GiveGrantsToContexts();
        services.AddScoped<IActivityLog, ActivityLog>();
        services.AddScoped<IData>(provider => provider.GetRequiredService<OpenEventDb>());
        services.AddScoped<IIdempotency, PostgresIdempotency>();
        services.AddScoped<IOutbox, TransactionalOutbox>();
        services.AddSingleton<SimilarNames>();
        services.AddScoped<IEventSearch, PostgresEventSearch>();
        services.AddScoped<IStoredFileReferences, StoredFileReferences>();
        return services;
    }

    /// <summary>
    /// Connects the context of a scope with the grants of the scope. The registration of the pool is wrapped, because its context may be
    /// disposed of twice. One that a factory creates returns to the pool each time, so two requests would get it.
    /// </summary>
    private static void GiveGrantsToContexts(this IServiceCollection services)
    {
        var pooled = services.Last(service => service.ServiceType == typeof(OpenEventDb));
        services.Remove(pooled);
        services.AddScoped(provider =>
            ((OpenEventDb)pooled.ImplementationFactory!(provider)).With(provider.GetRequiredService<WriteSet>())
        );
    }

    /// <summary>The names of the migrations of this build.</summary>
    public static IEnumerable<string> MigrationNames
    {
        get
        {
            using var db = new DesignTimeDbContextFactory().CreateDbContext([]);
            return db.Database.GetMigrations().ToList();
        }
    }

    /// <summary>
    /// Applies the migrations that the database does not have. Several nodes can start at once, because EF locks the database.
    /// </summary>
    /// <param name="version">The version of this build.</param>
    /// <exception cref="PostgresUnavailableException">The database cannot be used by this build; one line for the operator.</exception>
    public static async Task MigrateAsync(IServiceProvider services, string version, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<OpenEventDb>().Database;
        var source = scope.ServiceProvider.GetRequiredService<NpgsqlDataSource>();
        var log = scope.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger<SchemaUpgrade>();
        var timeout = database.GetCommandTimeout();
        try
        {
            await new SchemaUpgrade(database, source, version, log).RunAsync(ct);
            await scope.ServiceProvider.GetRequiredService<SimilarNames>().CreateAsync(ct);
        }
        finally
        {
            database.SetCommandTimeout(timeout); // the context returns to its pool
        }
    }
}
