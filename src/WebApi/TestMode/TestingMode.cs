using Microsoft.AspNetCore.Hosting.Server;
using OpenEvent.Application.Common;
using OpenEvent.StripeStub;
using OpenEvent.WebApi.Hosting;

namespace OpenEvent.WebApi.TestMode;

/// <summary>
/// The parts of testing mode that are made before the others, and the settings that it changes. A setting that is given keeps its value.
/// </summary>
/// <param name="Stripe">Null if <c>Payments:Stripe</c> is configured.</param>
internal sealed record TestingMode(TestingSettings Settings, TestClock Clock, StripeStubServer? Stripe)
{
    /// <summary>The folder below <c>Data:Directory</c>, so that a reset never deletes what a server without this mode has stored.</summary>
    private const string Folder = "testing";

    public const string Warning = "routes below /testing delete everything without a password (docs/test-against-openevent.md)";
    private const string MailNotice = "kept in memory for GET /testing/mails";

    private const string AdminEmail = "admin@example.org";
    private const string AdminPassword = "correct horse";

    /// <summary>Settings of places where this server may not be the only one.</summary>
    private static readonly string[] RefusedSettings = ["Storage:Kind", "Storage:Directory", "Mail:Directory"];

    /// <returns>Null if <c>Testing:Enabled</c> is not set.</returns>
    /// <exception cref="ConfigurationException">The environment is Production, or a setting does not fit.</exception>
    public static async Task<TestingMode?> AddAsync(WebApplicationBuilder builder)
    {
        var settings = builder.AddSettings<TestingSettings>("Testing");
        if (!settings.Enabled)
            return settings.AllowRemote ? throw new ConfigurationException("Testing:AllowRemote needs Testing:Enabled=true.") : null;
        var configuration = builder.Configuration;
        RefuseProduction(builder);
        if (RefusedSettings.FirstOrDefault(key => configuration[key] is { Length: > 0 }) is { } refused)
            throw new ConfigurationException(
                $"{refused} cannot be used with Testing:Enabled=true, which deletes stored files and e-mails. Remove it."
            );
        var stripe = string.IsNullOrEmpty(configuration["Payments:Stripe:SecretKey"]) ? await StripeStubServer.StartAsync() : null;
        var changes = new Dictionary<string, string?>
        {
            ["Data:Directory"] = Path.Combine(configuration["Data:Directory"] is { Length: > 0 } given ? given : "./data", Folder),
        };
        if (string.IsNullOrEmpty(configuration["Admin:Email"]))
            (changes["Admin:Email"], changes["Admin:Password"]) = (AdminEmail, AdminPassword);
        // The default cost of a password protects stolen hashes. Suites sign in often.
        if (string.IsNullOrEmpty(configuration["Auth:HashMemoryKiB"]))
            changes["Auth:HashMemoryKiB"] = "1024";
        if (stripe is not null)
        {
            changes["Payments:Stripe:SecretKey"] = StripeStubServer.SecretKey;
            changes["Payments:Stripe:WebhookSecret"] = StripeStubServer.WebhookSecret;
            changes["Payments:Stripe:BaseAddress"] = stripe.Url;
        }

        configuration.AddInMemoryCollection(changes);
        var clock = new TestClock();
        if (stripe is not null)
            stripe.Webhooks.Clock = clock;
        return new TestingMode(settings, clock, stripe);
    }

    /// <param name="host">The setting <c>Mail:Host</c>.</param>
    public static string DescribeMail(string? host) => string.IsNullOrEmpty(host) ? MailNotice : $"{MailNotice}, and sent by {host}";

    /// <summary>The stub sends webhooks to the server once its address is known.</summary>
    public void ConnectWebhooks(WebApplication app)
    {
        if (Stripe is null)
            return;
        var address = new PublicUrl(new ServerSettings(), app.Services.GetRequiredService<IServer>());
        app.Lifetime.ApplicationStarted.Register(() => Stripe.Webhooks.Url = address.ToAbsolute("/v1/stripe/webhook"));
    }

    /// <summary>Without a configured environment, ASP.NET Core takes Production. Testing mode then has an environment of its own.</summary>
    private static void RefuseProduction(WebApplicationBuilder builder)
    {
        if (!builder.Environment.IsProduction())
            return;
        if (builder.Configuration[HostDefaults.EnvironmentKey] is { Length: > 0 })
            throw new ConfigurationException(
                "Testing:Enabled=true is refused in the environment Production: its routes delete everything without a password. "
                    + "Remove it, or name another environment: --environment Testing."
            );
        builder.Environment.EnvironmentName = "Testing";
    }
}
