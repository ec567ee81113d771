using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OpenEvent.Application.Identity;
using OpenEvent.Infrastructure.Outbox;
using OpenEvent.Infrastructure.Ticketing;
using OpenEvent.Testing;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Identity;
using OpenEvent.WebApi.Tests.Lab;
using OpenEvent.WebApi.Tests.Ticketing;

namespace OpenEvent.WebApi.Tests.Operations;

/// <summary>A server that does everything that is measured: orders, e-mails, lab calls, cached answers, rejections and errors.</summary>
internal static class MonitoredServer
{
    private const int PoolSize = 10;

    /// <returns>The answer at <c>/metrics</c> afterwards.</returns>
    public static async Task<MetricsPage> ReadMetricsAsync()
    {
        using var board = PluggableBoard.StartPluggedIn();
        using var smtp = SmtpTestServer.Start();
        var database = await OpenEventServer.CreateDatabaseAsync();
        await using var server = await OpenEventServer.StartOnAsync(
            database,
            [
                .. board.Settings,
                $"--Database:ConnectionString={database.ConnectionString};Maximum Pool Size={PoolSize}",
                $"--Database:ReadConnectionString={database.ConnectionString}",
                "--Metrics:Enabled=true",
                "--VisitorCache:Megabytes=16",
                "--Outbox:AtOnce=4",
                "--Outbox:Attempts=1",
                "--Outbox:Poll=00:00:00.05",
                "--Mail:Host=127.0.0.1",
                $"--Mail:Port={smtp.Port}",
                "--Mail:Security=None",
                "--Auth:LookUpsPerAddressAndMinute=1",
            ]
        );
        await BuyAsync(server);
        await ReadAsVisitorAsync(server);
        await BeRejectedAsync(server);
        await FailAsync(server);
        await WaitForConnectionAsync(server);
        await server.WaitForDeviceStateAsync("ready");
        (await server.Admin.CallAsync("get_voltage('CH1')")).EnsureStatus(HttpStatusCode.OK);
        board.Unplug();
        await server.WaitForDeviceStateAsync("lost");

        var services = server.App.Services;
        await services.GetRequiredService<OutboxMonitor>().CountAsync(CancellationToken.None);
        await services.GetRequiredService<OrderMonitor>().CountAsync(CancellationToken.None);
        return new MetricsPage((await server.Anonymous.GetAsync("/metrics")).Text);
    }

    /// <summary>One order is completed, one is cancelled and one stays open. One of the e-mails is refused.</summary>
    private static async Task BuyAsync(OpenEventServer server)
    {
        var testEvent = await TicketedEvent.CreateAsync(server);
        var ticket = await testEvent.CreateTicketAsync(10);
        var buyer = await server.RegisterUserAsync();
        var completed = await TicketedEvent.CheckoutAsync(buyer, ticket, "ann@example.org", "refuse-550@example.org");
        (await TicketedEvent.UpdateOrderAsync(buyer, completed.Id(), new { status = "pending" })).EnsureStatus(HttpStatusCode.OK);
        var cancelled = await TicketedEvent.CheckoutAsync(buyer, ticket, "bob@example.org");
        (await TicketedEvent.UpdateOrderAsync(buyer, cancelled.Id(), new { status = "cancelled" })).EnsureStatus(HttpStatusCode.OK);
        await TicketedEvent.CheckoutAsync(buyer, ticket, "cid@example.org");
        await Eventually.IsTrueAsync("an e-mail was sent and one was refused", () => server.SqlAsync<bool>(
                """
                SELECT EXISTS (SELECT FROM mails WHERE recipient = 'ann@example.org' AND state = 'Sent')
                    AND EXISTS (SELECT FROM mails WHERE recipient = 'refuse-550@example.org' AND state = 'Failed')
                """
            ));
    }

    private static async Task ReadAsVisitorAsync(OpenEventServer server)
    {
        for (var i = 0; i < 2; i++)
            (await server.Anonymous.GetAsync("/v1/events")).EnsureStatus(HttpStatusCode.OK);
    }

    /// <summary>By a limit, and because of a token.</summary>
    private static async Task BeRejectedAsync(OpenEventServer server)
    {
        ApiResponse answer = null!;
        for (var i = 0; i < 2; i++)
            answer = await server.Anonymous.PostAsync("/v1/users/check_email", new { email = "a@example.org" });
        answer.EnsureStatus(HttpStatusCode.TooManyRequests);
        var unknown = server.ClientWithToken(AccessTokenText.Create(isServiceAccount: false));
        (await unknown.GetAsync("/v1/events")).EnsureStatus(HttpStatusCode.Unauthorized);
    }

    /// <summary>A 503, an entry of the outbox whose last attempt fails, and a statement that fails.</summary>
    private static async Task FailAsync(OpenEventServer server)
    {
        var folder = Path.Combine(server.DataDirectory, "files");
        Directory.CreateDirectory(folder);
        Directory.Move(folder, folder + ".unmounted");
        (await server.Anonymous.GetAsync("/files/tickets/none/ticket.pdf")).EnsureStatus(HttpStatusCode.ServiceUnavailable);
        Directory.Move(folder + ".unmounted", folder);
        await server.SqlAsync(
            """
            INSERT INTO outbox (kind, key, payload, state, attempts, available_at)
            VALUES ('letter', 'broken', '{}', 'Waiting', 1000, now())
            """
        );
        await Eventually.IsTrueAsync("the entry was given up", () =>
            server.SqlAsync<bool>("SELECT EXISTS (SELECT FROM outbox WHERE key = 'broken' AND state = 'GivenUp')")
        );
        await using var command = server.App.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("SELECT 1 / 0");
        try
        {
            await command.ExecuteNonQueryAsync();
        }
        catch (PostgresException)
        {
            // Intended.
        }
    }

    /// <summary>Uses the whole pool, so that one caller waits.</summary>
    private static async Task WaitForConnectionAsync(OpenEventServer server)
    {
        var source = server.App.Services.GetRequiredService<NpgsqlDataSource>();
        var openings = Enumerable.Range(0, PoolSize + 1).Select(_ => source.OpenConnectionAsync().AsTask()).ToList();
        while (openings.Count > 0)
        {
            var opened = await Task.WhenAny(openings);
            openings.Remove(opened);
            await (await opened).DisposeAsync();
        }
    }
}
