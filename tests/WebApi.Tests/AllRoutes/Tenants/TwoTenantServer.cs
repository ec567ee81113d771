using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Infrastructure.Persistence;
using OpenEvent.Testing;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Lab;

namespace OpenEvent.WebApi.Tests.AllRoutes;

/// <summary>
/// A server with two tenants that have the same kinds of rows, a tenant with a draft event, and staff. A request with
/// <see cref="RollBackHeader"/> has no effect, because its transaction is rolled back.
/// </summary>
public sealed class TwoTenantServer : IAsyncDisposable
{
    public const string RollBackHeader = "X-Test-No-Effect";

    private readonly Dictionary<string, ApiClient> _clients = [];

    private readonly StripeStub.StripeStubServer _stripe;

    private TwoTenantServer(OpenEventServer server, StripeStub.StripeStubServer stripe, Tenant tenantA, Tenant tenantB, Tenant draft)
    {
        Server = server;
        _stripe = stripe;
        TenantA = tenantA;
        TenantB = tenantB;
        DraftTenant = draft;
    }

    public OpenEventServer Server { get; }

    public StripeStub.StripeStubServer Stripe => _stripe;

    public Tenant TenantA { get; }

    public Tenant TenantB { get; }

    public Tenant DraftTenant { get; }

    /// <summary>The ids of rows that belong to no event, by JSON:API type.</summary>
    public Dictionary<string, string> SharedRowIds { get; } = [];

    /// <summary>Starts a server on a copy of the database with the tenants, which the first call creates.</summary>
    public static async Task<TwoTenantServer> StartAsync()
    {
        var original = await TwoTenantDatabase.GetAsync();
        var stripe = await StripeStub.StripeStubServer.StartAsync();
        var server = await StartServerAsync(await original.Database.CopyAsync(), ownsDatabase: true, stripe);
        var rows = original.Tenants;
        var tenants = new TwoTenantServer(server, stripe, rows.TenantA.At(server), rows.TenantB.At(server), rows.DraftTenant.At(server));
        foreach (var (role, client) in rows._clients)
            tenants._clients[role] = client.Token is null ? server.Anonymous : server.ClientLike(client);
        tenants._clients["super_admin"] = server.Admin;
        foreach (var (type, id) in rows.SharedRowIds)
            tenants.SharedRowIds[type] = id;
        return tenants;
    }

    /// <summary>Creates the tenants on an empty database.</summary>
    public static async Task<TwoTenantServer> CreateAsync(TestDatabase database)
    {
        var stripe = await StripeStub.StripeStubServer.StartAsync();
        var server = await StartServerAsync(database, ownsDatabase: false, stripe);
        var tenants = new TwoTenantServer(
            server,
            stripe,
            await Tenant.CreateAsync(server, "alpha", "published"),
            await Tenant.CreateAsync(server, "omega", "published"),
            await Tenant.CreateAsync(server, "delta", "draft")
        );
        var admin = await server.RegisterUserAsync(email: "plain-admin@example.org");
        await server.SqlAsync($"UPDATE users SET is_admin = true WHERE id = {admin.UserId}");
        tenants._clients["anonymous"] = server.Anonymous;
        tenants._clients["unverified"] = await server.RegisterUserAsync(verified: false, email: "unverified@example.org");
        tenants._clients["verified"] = await server.RegisterUserAsync(email: "verified@example.org");
        tenants._clients["admin"] = admin;
        tenants._clients["super_admin"] = server.Admin;
        await tenants.AddSharedRowsAsync();
        return tenants;
    }

    private static Task<OpenEventServer> StartServerAsync(TestDatabase database, bool ownsDatabase, StripeStub.StripeStubServer stripe) =>
        OpenEventServer.StartOnAsync(
            database,
            ownsDatabase,
            builder =>
            {
                AddRollBack(builder);
                StubSandbox.Register(builder);
            },
            [
                .. Ticketing.PaymentTestServer.SettingsFor(stripe),
                "--Auth:SignInFailuresPerAddress=1000000",
                "--Auth:SignInFailuresPerAccount=1000000",
                "--Auth:ResetsPerAddressAndMinute=1000000",
                "--Auth:ResetsPerAccountAndHour=1000000",
                "--Auth:LookUpsPerAddressAndMinute=1000000",
            ]
        );

    /// <summary>
    /// The client of a user with this role in the tenant's event. A role with a prime is a role in the event of <see cref="TenantB"/>.
    /// </summary>
    public ApiClient ClientFor(string role, Tenant tenant) =>
        _clients.TryGetValue(role, out var person) ? person
        : role.EndsWith('\'') ? TenantB.Clients[role[..^1]]
        : tenant.Clients[role];

    public string RowIdOf(string type, Tenant tenant) =>
        tenant.RowIds.GetValueOrDefault(type) ?? SharedRowIds.GetValueOrDefault(type) ?? "1";

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await _stripe.DisposeAsync();
    }

    private static void AddRollBack(WebApplicationBuilder builder)
    {
        builder.Services.AddTransient<Microsoft.AspNetCore.Hosting.IStartupFilter, RollBackFilter>();
        // Runs after the registrations of the server.
        builder.Host.ConfigureContainer<IServiceCollection>(
            (_, services) => services.AddScoped<Application.Identity.IThrottle, RolledBackThrottle>()
        );
        StubDevice.Register(new StubDevice("main"))(builder);
    }

    private async Task AddSharedRowsAsync()
    {
        SharedRowIds["speaker-image-size"] = "2";
        foreach (
            var type in new[]
            {
                "event-type",
                "event-topic",
                "role",
                "custom-system-role",
                "panel-permission",
                "user-permission",
                "ticket-fee",
                "event-location",
                "page",
                "video-channel",
            }
        )
            SharedRowIds[type] = (await Server.Admin.CreateAsync(type, SampleAttributes.For(type, "common"))).Id();
        SharedRowIds["event-sub-topic"] = (
            await Server.Admin.CreateAsync(
                "event-sub-topic",
                SampleAttributes.For("event-sub-topic", "common"),
                ("event-topic", "event-topic", SharedRowIds["event-topic"])
            )
        ).Id();
        SharedRowIds["custom-placeholder"] = (
            await Server.Admin.CreateAsync(
                "custom-placeholder",
                SampleAttributes.For("custom-placeholder", "common"),
                ("event-sub-topic", "event-sub-topic", SharedRowIds["event-sub-topic"])
            )
        ).Id();
    }

    private sealed class RollBackFilter : Microsoft.AspNetCore.Hosting.IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    async (http, go) =>
                    {
                        if (!http.Request.Headers.ContainsKey(RollBackHeader))
                        {
                            await go(http);
                            return;
                        }

                        var db = http.RequestServices.GetRequiredService<OpenEventDb>();
                        await using var transaction = await db.Database.BeginTransactionAsync();
                        await go(http);
                    }
                );
                next(app);
            };
    }
}
