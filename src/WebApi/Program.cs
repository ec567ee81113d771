using OpenEvent.Application;
using OpenEvent.Application.Common;
using OpenEvent.Application.Lab;
using OpenEvent.Application.Notifications;
using OpenEvent.Application.Platform;
using OpenEvent.Application.Program;
using OpenEvent.Application.Ticketing;
using OpenEvent.Infrastructure;
using OpenEvent.Infrastructure.Files;
using OpenEvent.Infrastructure.Jobs;
using OpenEvent.Infrastructure.Lab;
using OpenEvent.Infrastructure.Mail;
using OpenEvent.Infrastructure.Outbox;
using OpenEvent.Infrastructure.Persistence;
using OpenEvent.Infrastructure.Retention;
using OpenEvent.WebApi.Description;
using OpenEvent.WebApi.Endpoints;
using OpenEvent.WebApi.Endpoints.Pages;
using OpenEvent.WebApi.Hosting;
using OpenEvent.WebApi.Identity;
using OpenEvent.WebApi.JsonApi;
using OpenEvent.WebApi.TestMode;
using OpenEvent.WebApi.VisitorCache;

namespace OpenEvent.WebApi;

/// <summary>Composes the server. The only file of this project that refers to Infrastructure.</summary>
public static class Program
{
    public static Task<int> Main(string[] args) =>
        OpenFileLimit.FindProblem() is { } problem ? OpenFileLimit.RefuseAsync(problem)
        : Arguments.AskForHelp(args) ? ServerRunner.PrintUsageAsync()
        : ServerRunner.RunAsync(ct => BuildAsync(args, ct: ct));

    /// <summary>
    /// Builds the server without starting it. Tests start it in their own process. Disposing the application stops the embedded PostgreSQL.
    /// </summary>
    /// <exception cref="ConfigurationException">A setting is wrong. The message is one line and names the key.</exception>
    public static async Task<WebApplication> BuildAsync(
        string[] args,
        Action<WebApplicationBuilder>? configure = null,
        CancellationToken ct = default
    )
    {
        Arguments.RejectUnknown(args);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        configure?.Invoke(builder);
        var testing = await TestingMode.AddAsync(builder);
        var loggerFactory = builder.AddOpenEventLogging();
        builder.AddOpenEventTelemetry();
        builder
            .AddServerHealthChecks()
            .AddCheck<DatabaseHealthCheck>("database")
            .AddCheck<LabHealth>("lab")
            .AddCheck<OutboxHealth>("outbox")
            .AddCheck<JobHealth>("jobs")
            .AddCheck<DiskHealth>("disk");
        var (summary, diskSettings) = builder.AddHostSettings();
        var mailSettings = builder.AddSettings<MailSettings>("Mail");
        var storageSettings = builder.AddSettings<StorageSettings>("Storage");
        if (builder.AddSettings<OutboxSettings>("Outbox").Describe() is { } outboxNotice)
            summary.Add("outbox", outboxNotice);
        builder.AddSettings<RetentionSettings>("Retention");
        builder.AddSettings<ApiSettings>("Api");
        builder.AddSettings<ServerSettings>("Server");
        builder.AddSettings<OrderSettings>("Orders");
        builder.AddSettings<InvoiceSettings>("Invoices");
        summary.Add("payments", builder.AddSettings<Infrastructure.Payments.StripeSettings>("Payments:Stripe").ToString());
        builder.AddSettings<Application.Identity.AuthSettings>("Auth");
        builder.AddCorsPolicy();
        builder.AddVisitorCache();
        var labSettings = builder.AddSettings<LabSettings>("Lab");
        builder.AddSettings<ScriptSettings>("Lab:Scripts");
        builder.AddSettings<LiveStreamSettings>("Lab:Streams");
        if (LabDeviceServices.FindSettingsError(labSettings) is { } error)
            throw new ConfigurationException(error);
        var databaseSettings = builder.AddSettings<DatabaseSettings>("Database");
        builder.RejectUnknownSections(loggerFactory);
        if (EmailServices.FindSettingsError(mailSettings, storageSettings, diskSettings.FullPath) is { } folderError)
            throw new ConfigurationException(folderError);
        // All other settings are valid. The database is the first thing that is started.
        var (database, replicas) = await OpenDatabaseAsync(databaseSettings, diskSettings, testing is not null, loggerFactory, ct);
        summary.Add("database", database.Description);
        if (replicas.Description is { } replicaNotice)
            summary.Add("replica", replicaNotice);
        summary.Add("mail", testing is null ? mailSettings.Describe(diskSettings.FullPath) : TestingMode.DescribeMail(mailSettings.Host));
        builder.Services.AddSingleton(_ => database).AddSingleton(services => services.GetRequiredService<Database>().DataSource);
        builder.Services.AddSingleton(_ => replicas);
        builder
            .Services.AddPersistence()
            .AddSecurity()
            .AddBackgroundJobs()
            .AddEmailAndFiles(mailSettings, storageSettings, diskSettings.FullPath)
            .AddPayments()
            .AddApplication()
            .AddNotifications()
            .AddTicketing()
            .AddProgram()
            .AddPlatform();
        builder.Services.AddIdentityWeb().AddJsonApi().AddSingleton<Application.Common.IPublicUrl, PublicUrl>();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = DocumentReader.MaxBytes;
            kestrel.Limits.MaxRequestLineSize = JsonApi.QueryStringParser.MaxRequestLineBytes;
        });
        builder
            .Services.AddMetrics()
            .AddSingleton(services => new DiskHealth(
                diskSettings.FullPath,
                diskSettings.WarnBelowMegabytes,
                services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>()
            ));
        builder.Services.AddLabDevices(diskSettings.FullPath).AddScriptSandbox(diskSettings.FullPath).AddLab();
        if (testing is not null)
        {
            builder.Services.AddTesting(testing.Clock, mailSettings, storageSettings, diskSettings.FullPath).AddTestingRoutes(testing);
            summary.Add("TESTING", TestingMode.Warning);
        }

        var app = builder.Build();
        app.Services.GetRequiredService<Database>(); // makes the host dispose it
        app.Services.GetRequiredService<DiskHealth>(); // registers its metric
        summary.Add("lab", () => labSettings.Describe(app.Services.GetRequiredService<ILabDevices>()));
        summary.Add("scripts", app.Services.GetRequiredService<IScriptSandbox>().Status.ToString());
        await MigrateAsync(app, ct);
        // Requests find the keys in memory, so that none needs a second connection to load them.
        await SecurityServices.LoadSecretsAsync(app.Services, ct);
        await DatabaseSeeder.SeedMessageSettingsAsync(app.Services, ct);
        await DatabaseSeeder.SeedPlatformAsync(app.Services, ct);
        await new FirstAdministrator(app, diskSettings).CreateAsync(ct);
        app.UseKnownProxies();
        app.UseSecurityHeaders();
        app.UseRequestLogging();
        if (testing is not null)
        {
            await app.Services.GetRequiredService<ITestDatabase>().CreateTemplateAsync(ct);
            app.UseTesting(testing);
        }

        app.UseLabPage();
        app.UseWebSockets();
        app.UseRouting();
        app.UseCors();
        app.UseUnresponsiveDatabase();
        app.UseVisitorCache();
        app.UseJsonApi();
        app.UseReplica();
        app.MapHealthEndpoints();
        app.MapMetrics();
        app.MapResources();
        app.MapIdentity();
        app.MapSocialSignIn();
        app.MapEmailLinks();
        app.MapEvents();
        app.MapGroups();
        app.MapNotifications();
        app.MapPlatform();
        app.MapTicketing();
        app.MapCheckIn();
        app.MapProgram();
        app.MapVideo();
        var lab = app.MapGroup("").WithMetadata(new ReadsLabClasses());
        lab.MapLab();
        lab.MapLiveStreams();
        lab.MapLabScripts();
        lab.MapLabRuns();
        lab.MapLegacyLab();
        lab.MapLegacyScripts();
        app.MapPayments();
        app.MapFiles();
        app.MapUploads();
        app.MapTasks();
        app.MapExports();
        app.MapPrivacy();
        app.MapBadges();
        app.MapImports();
        app.MapDescription();
        return app;
    }

    private static async Task<(Database, ReplicaHosts)> OpenDatabaseAsync(
        DatabaseSettings settings,
        DiskSettings diskSettings,
        bool isTesting,
        ILoggerFactory loggerFactory,
        CancellationToken ct
    )
    {
        try
        {
            var embedded = new EmbeddedPostgresOptions
            {
                DataDirectory = diskSettings.FullPath,
                Binaries = settings.Binaries,
                Durable = !isTesting,
            };
            var searchPath = isTesting ? TestingServices.SearchPath : null;
            var (version, lag) = (Telemetry.Version, settings.MaxReplicaLag);
            var replicas = ReplicaHosts.Create(settings.ReadConnectionString, lag, version, loggerFactory, searchPath);
            return (await Database.OpenAsync(settings.ConnectionString, embedded, version, loggerFactory, ct, searchPath), replicas);
        }
        catch (PostgresUnavailableException e)
        {
            throw new ConfigurationException(e.Message, e);
        }
    }

    private static async Task MigrateAsync(WebApplication app, CancellationToken ct)
    {
        try
        {
            var testDatabase = app.Services.GetService<ITestDatabase>();
            if (testDatabase is not null)
                await testDatabase.PrepareAsync(ct);
            else
                await TestingServices.EndTestingAsync(app.Services, ct);
            await PersistenceServices.MigrateAsync(app.Services, Telemetry.Version, ct);
            if (testDatabase is not null)
                await testDatabase.RestoreMigratedAsync(ct);
        }
        catch (PostgresUnavailableException e)
        {
            throw new ConfigurationException(e.Message, e);
        }
    }
}
