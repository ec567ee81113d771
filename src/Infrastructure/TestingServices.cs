using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Npgsql;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Application.Lab;
using OpenEvent.Infrastructure.Files;
using OpenEvent.Infrastructure.Lab;
using OpenEvent.Infrastructure.Mail;
using OpenEvent.Infrastructure.Security;
using OpenEvent.Infrastructure.Testing;

namespace OpenEvent.Infrastructure;

/// <summary>
/// What testing mode replaces in a server (docs/test-against-openevent.md): the clock, the delivery of e-mails, and what a reset does.
/// Registered after all others.
/// </summary>
public static class TestingServices
{
    /// <summary>The schemas of the database's connections (<see cref="TestSchema"/>).</summary>
    public const string SearchPath = TestSchema.SearchPath;

    /// <param name="dataDirectory">The setting <c>Data:Directory</c>.</param>
    public static IServiceCollection AddTesting(
        this IServiceCollection services,
        TestClock clock,
        MailSettings mail,
        StorageSettings storage,
        string dataDirectory
    )
    {
        services.AddSingleton(clock);
        services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
        services.AddSingleton(_ => new MemoryInbox(mail.From, string.IsNullOrEmpty(mail.Host) ? null : new SmtpMailer(mail, clock), clock));
        services.AddSingleton<ITestInbox>(provider => provider.GetRequiredService<MemoryInbox>());
        services.Replace(ServiceDescriptor.Singleton<IMailer>(provider => provider.GetRequiredService<MemoryInbox>()));
        services.AddSingleton<ITestDatabase, PostgresTestDatabase>();
        services.AddSingleton<IResettable>(_ => new FolderReset(storage.ResolveDirectory(dataDirectory)));
        services.AddResettable<MemoryInbox>();
        services.AddResettable<LastAccessRecorder>();
        services.AddResettable<ServerSecret>();
        services.AddSingleton<IResettable>(provider => (TokenSigner)provider.GetRequiredService<ITokenSigner>());
        services.AddResettable<CallBudget>();
        services.AddResettable<ScriptRunner>();
        services.AddResettable<DevicePool>();
        return services;
    }

    /// <summary>
    /// Called at a start without testing mode: from now on the rows of the database are kept, and testing mode refuses it.
    /// </summary>
    public static async Task EndTestingAsync(IServiceProvider services, CancellationToken ct)
    {
        if (await TestSchema.RemoveAsync(services.GetRequiredService<NpgsqlDataSource>(), ct))
            services
                .GetRequiredService<ILoggerFactory>()
                .CreateLogger(typeof(TestSchema))
                .LogInformation("The database was one of testing mode. Its rows are kept from now on, and testing mode refuses it.");
    }

    private static void AddResettable<T>(this IServiceCollection services)
        where T : class, IResettable => services.AddSingleton<IResettable>(provider => provider.GetRequiredService<T>());
}
