using OpenEvent.Application;
using OpenEvent.Application.Notifications;
using OpenEvent.Application.Ticketing;
using OpenEvent.Infrastructure;
using OpenEvent.Infrastructure.Outbox;
using OpenEvent.Infrastructure.Persistence;
using OpenEvent.WebApi.Endpoints;
using OpenEvent.WebApi.Hosting;
using OpenEvent.WebApi.Identity;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi;

/// <summary>Composes the server. The only file here that names Infrastructure.</summary>
public static class Program
{
    public static Task<int> Main(string[] args) => Launch.RunAsync(ct => BuildAsync(args, ct: ct));

    /// <summary>The whole server, not yet started; tests start it in their own process. Disposing of it stops the embedded PostgreSQL.</summary>
    /// <exception cref="Misconfigured">With the key, in one line.</exception>
    public static async Task<WebApplication> BuildAsync(string[] args, Action<WebApplicationBuilder>? configure = null, CancellationToken ct = default)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        configure?.Invoke(builder);
        var logs = builder.AddOpenEventLogging();
        builder.AddOpenEventTelemetry();
        builder.AddHealth().AddCheck<DatabaseHealth>("database");
        var (banner, disk) = builder.AddHouse();
        var database = await OpenDatabaseAsync(builder.AddSettings<DatabaseSettings>("Database"), disk, logs, ct);
        banner.Says("database", database.Where);
        builder.Services.AddSingleton(_ => database).AddSingleton(services => services.GetRequiredService<Database>().Source);
        builder.Services.AddPersistence().AddSecurity().AddOutbox().AddPost(builder.Configuration).AddPayments().AddApplication().AddNotifications().AddTicketing();
        builder.Services.AddIdentityWeb().AddJsonApi().AddSingleton<Application.Common.IOwnAddress, OwnAddress>();
        builder.AddSettings<OutboxSettings>("Outbox");
        builder.AddSettings<ServerSettings>("Server");
        builder.AddSettings<OrderSettings>("Orders");
        banner.Says("payments", builder.AddSettings<Infrastructure.Payments.StripeSettings>("Payments:Stripe").ToString());
        builder.AddSettings<Application.Identity.AuthSettings>("Auth");
        builder.AddCrossOrigin();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = DocumentReader.MaxBytes);

        var app = builder.Build();
        app.Services.GetRequiredService<Database>(); // from now on the host disposes of it
        await PersistenceServices.MigrateAsync(app.Services, ct);
        await FirstStart.MakeAdminAsync(app.Services, app.Services.GetRequiredService<AdminSettings>(), ct);
        app.UseRequestLog();
        app.UseRouting();
        app.UseCors();
        app.UseJsonApi();
        app.MapHealth();
        app.MapMetrics();
        app.MapResources();
        app.MapIdentity();
        app.MapTicketing();
        app.MapPayments();
        app.MapFiles();
        return app;
    }

    private static async Task<Database> OpenDatabaseAsync(DatabaseSettings settings, DiskSettings disk, ILoggerFactory logs, CancellationToken ct)
    {
        try
        {
            var embedded = new EmbeddedPostgresOptions { DataDirectory = disk.FullPath, Binaries = settings.Binaries };
            return await Database.OpenAsync(settings.ConnectionString, embedded, logs, ct);
        }
        catch (PostgresUnavailable e)
        {
            throw new Misconfigured(e.Message, e);
        }
    }
}
