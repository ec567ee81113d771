using OpenEvent.Application;
using OpenEvent.Application.Lab;
using OpenEvent.Application.Notifications;
using OpenEvent.Application.Program;
using OpenEvent.Application.Ticketing;
using OpenEvent.Infrastructure;
using OpenEvent.Infrastructure.Files;
using OpenEvent.Infrastructure.Lab;
using OpenEvent.Infrastructure.Mail;
using OpenEvent.Infrastructure.Outbox;
using OpenEvent.Infrastructure.Persistence;
using OpenEvent.WebApi.Description;
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
    public static async Task<WebApplication> BuildAsync(
        string[] args,
        Action<WebApplicationBuilder>? configure = null,
        CancellationToken ct = default
    )
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        configure?.Invoke(builder);
        var logs = builder.AddOpenEventLogging();
        builder.AddOpenEventTelemetry();
        builder.AddHealth().AddCheck<DatabaseHealth>("database").AddCheck<LabHealth>("lab");
        var (banner, disk) = builder.AddHouse();
        var (mail, storage) = (builder.AddSettings<MailSettings>("Mail"), builder.AddSettings<StorageSettings>("Storage"));
        builder.AddSettings<OutboxSettings>("Outbox");
        builder.AddSettings<ApiSettings>("Api");
        builder.AddSettings<ServerSettings>("Server");
        builder.AddSettings<OrderSettings>("Orders");
        builder.AddSettings<InvoiceSettings>("Invoices");
        banner.Says("payments", builder.AddSettings<Infrastructure.Payments.StripeSettings>("Payments:Stripe").ToString());
        builder.AddSettings<Application.Identity.AuthSettings>("Auth");
        builder.AddCrossOrigin();
        var lab = builder.AddSettings<LabSettings>("Lab");
        if (BenchServices.FaultOf(lab) is { } fault)
            throw new Misconfigured(fault);
        // Every setting is read: from here on something is started.
        var database = await OpenDatabaseAsync(builder.AddSettings<DatabaseSettings>("Database"), disk, logs, ct);
        banner.Says("database", database.Where).Says("mail", mail.Where(disk.FullPath)).Says("lab", lab.Says);
        builder.Services.AddSingleton(_ => database).AddSingleton(services => services.GetRequiredService<Database>().Source);
        builder
            .Services.AddPersistence()
            .AddSecurity()
            .AddOutbox()
            .AddPost(mail, storage, disk.FullPath)
            .AddPayments()
            .AddApplication()
            .AddNotifications()
            .AddTicketing()
            .AddProgram();
        builder.Services.AddIdentityWeb().AddJsonApi().AddSingleton<Application.Common.IOwnAddress, OwnAddress>();
        builder.WebHost.ConfigureKestrel(kestrel =>
            (kestrel.Limits.MaxRequestBodySize, kestrel.Limits.MaxRequestLineSize) = (DocumentReader.MaxBytes, JsonApi.QueryString.MaxLine)
        );
        builder.Services.AddBenches(disk.FullPath).AddLab();

        var app = builder.Build();
        app.Services.GetRequiredService<Database>(); // from now on the host disposes of it
        await PersistenceServices.MigrateAsync(app.Services, ct);
        await FirstStart.KeepMessageSettingsAsync(app.Services, ct);
        await FirstStart.MakeAdminAsync(app.Services, app.Services.GetRequiredService<AdminSettings>(), ct);
        app.UseRequestLog();
        app.UseRouting();
        app.UseCors();
        app.UseJsonApi();
        app.MapHealth();
        app.MapMetrics();
        app.MapResources();
        app.MapIdentity();
        app.MapNotifications();
        app.MapTicketing();
        app.MapCheckIn();
        app.MapProgram();
        app.MapLab();
        app.MapLegacyLab();
        app.MapPayments();
        app.MapFiles();
        app.MapDescription();
        return app;
    }

    private static async Task<Database> OpenDatabaseAsync(
        DatabaseSettings settings,
        DiskSettings disk,
        ILoggerFactory logs,
        CancellationToken ct
    )
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
