using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Infrastructure.Persistence;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Lab;

namespace OpenEvent.WebApi.Tests.Proof;

/// <summary>
/// A server with two mirrored tenants and staff, on which a request can be tried without its effect: its transaction is rolled back,
/// so that a thousand forbidden and allowed deletions leave everything as it was.
/// </summary>
public sealed class ProvingGround : IAsyncDisposable
{
    public const string NoEffect = "X-Test-No-Effect";

    private readonly Dictionary<string, Client> _others = [];

    private readonly StripeStandIn.StandIn _stripe;

    private ProvingGround(OpenEventServer server, StripeStandIn.StandIn stripe, Tenant here, Tenant there, Tenant draft) =>
        (Server, _stripe, Here, There, Draft) = (server, stripe, here, there, draft);

    public OpenEventServer Server { get; }

    public Tenant Here { get; }

    public Tenant There { get; }

    public Tenant Draft { get; }

    /// <summary>Rows that belong to nobody's event, by type.</summary>
    public Dictionary<string, string> Common { get; } = [];

    public static async Task<ProvingGround> StartAsync()
    {
        var stripe = await StripeStandIn.StandIn.StartAsync();
        var server = await OpenEventServer.StartAsync(
            RollBack,
            [
                .. Ticketing.Till.SettingsFor(stripe),
                "--Auth:SignInFailuresPerAddress=1000000",
                "--Auth:SignInFailuresPerAccount=1000000",
                "--Auth:ResetsPerAddressAndMinute=1000000",
                "--Auth:ResetsPerAccountAndHour=1000000",
                "--Auth:LookUpsPerAddressAndMinute=1000000",
            ]
        );
        var ground = new ProvingGround(
            server,
            stripe,
            await Tenant.CreateAsync(server, "alpha", "published"),
            await Tenant.CreateAsync(server, "omega", "published"),
            await Tenant.CreateAsync(server, "delta", "draft")
        );
        var admin = await server.SomebodyAsync(email: "plain-admin@example.org");
        await server.SqlAsync($"UPDATE users SET is_admin = true WHERE id = {admin.UserId}");
        ground._others["anonymous"] = server.Anonymous;
        ground._others["unverified"] = await server.SomebodyAsync(verified: false, email: "unverified@example.org");
        ground._others["verified"] = await server.SomebodyAsync(email: "verified@example.org");
        ground._others["admin"] = admin;
        ground._others["super_admin"] = server.Admin;
        await ground.AddCommonAsync();
        return ground;
    }

    /// <summary>Who plays a role, seen from <paramref name="home"/>: a prime means the other event's.</summary>
    public Client Who(string role, Tenant home) =>
        _others.TryGetValue(role, out var person) ? person
        : role.EndsWith('\'') ? There.People[role[..^1]]
        : home.People[role];

    public string RowOf(string type, Tenant tenant) => tenant.Rows.GetValueOrDefault(type) ?? Common.GetValueOrDefault(type) ?? "1";

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await _stripe.DisposeAsync();
    }

    private static void RollBack(WebApplicationBuilder builder)
    {
        builder.Services.AddTransient<Microsoft.AspNetCore.Hosting.IStartupFilter, Filter>();
        StillBench.Instead(new StillBench("main"))(builder);
    }

    private async Task AddCommonAsync()
    {
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
            }
        )
            Common[type] = (await Server.Admin.CreateAsync(type, Samples.Of(type, "common"))).Id();
        Common["event-sub-topic"] = (
            await Server.Admin.CreateAsync(
                "event-sub-topic",
                Samples.Of("event-sub-topic", "common"),
                ("event-topic", "event-topic", Common["event-topic"])
            )
        ).Id();
        Common["custom-placeholder"] = (
            await Server.Admin.CreateAsync(
                "custom-placeholder",
                Samples.Of("custom-placeholder", "common"),
                ("event-sub-topic", "event-sub-topic", Common["event-sub-topic"])
            )
        ).Id();
    }

    private sealed class Filter : Microsoft.AspNetCore.Hosting.IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    async (http, go) =>
                    {
                        if (!http.Request.Headers.ContainsKey(NoEffect))
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
