using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MimeKit;
using Npgsql;
using NUnit.Framework;
using OpenEvent.Testing;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Hosting;
using OpenEvent.WebApi.Tests.Ticketing;

namespace OpenEvent.WebApi.Tests.Outbox;

/// <summary>
/// The server is killed repeatedly while orders are completed. Every ticket PDF is created once and every e-mail is sent once.
/// </summary>
[TestFixture]
public sealed class KilledServerTests
{
    private const int Kills = 5,
        OrdersBetweenKills = 2,
        SeatsOfOrder = 2;
    private const string Email = "boss@example.org",
        Password = "correct horse";

    private TestDatabase _database = null!;
    private string _folder = "";
    private int _killed;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _folder = Directory.CreateTempSubdirectory("openevent-killed-").FullName;
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task Five_kills_while_orders_complete_neither_lose_nor_duplicate_emails_and_tickets()
    {
        var wanted = Enumerable.Range(0, Kills * OrdersBetweenKills).ToList();
        ConcurrentBag<int> done = [];
        long ticket = 0;
        while (done.Count < wanted.Count || _killed < Kills)
        {
            using var server = Start();
            var buyer = await SignInAsync(await server.AddressAsync());
            if (ticket == 0)
                ticket = await CreateTicketAsync(buyer);
            var enough = done.Count + OrdersBetweenKills;
            var readyToKill = new TaskCompletionSource();
            var purchases = wanted
                .Except(done)
                .Select(async i =>
                {
                    if (!await BuyAsync(buyer, ticket, i))
                        return;
                    done.Add(i);
                    if (done.Count >= enough)
                        readyToKill.TrySetResult();
                })
                .ToList();
            await Task.WhenAny(readyToKill.Task, Task.WhenAll(purchases));
            await server.KillAsync();
            _killed++;
            await Task.WhenAll(purchases);
        }

        using (var last = Start())
        {
            await last.AddressAsync();
            await WaitForEmailsAsync(wanted.Count * (SeatsOfOrder + 1));
            await WaitForEmptyOutboxAsync();
            await last.TerminateAsync();
        }

        TestContext.Out.WriteLine($"{_killed} kills, {wanted.Count} orders");
        Assert.That(_killed, Is.GreaterThanOrEqualTo(Kills));
        var emails = SentEmails();
        var guests = wanted.SelectMany(i => GuestsOf(i)).ToList();
        Assert.That(emails.Where(l => l.To != Email).Select(l => l.To), Is.EquivalentTo(guests), "each attendee gets exactly one e-mail");
        Assert.That(emails.Count(l => l.To == Email), Is.EqualTo(wanted.Count), "the buyer gets one e-mail for each order");
        Assert.That(
            await CountAsync("SELECT count(*) FROM orders WHERE status = 'Completed'"),
            Is.EqualTo(wanted.Count),
            "no order is duplicated"
        );
        Assert.That(await CountAsync("SELECT count(*) FROM attendees WHERE pdf_url IS NULL"), Is.Zero);
        Assert.That(await CountAsync("SELECT count(*) FROM orders WHERE tickets_pdf_url IS NULL"), Is.Zero);
        Assert.That(
            Directory.GetFiles(Path.Combine(_folder, "files"), "*.pdf", SearchOption.AllDirectories),
            Has.Length.EqualTo(wanted.Count * (SeatsOfOrder + 1)),
            "a PDF for each attendee and each order"
        );
        Assert.That(
            await CountAsync("SELECT taken FROM ticket_seats"),
            Is.EqualTo(wanted.Count * SeatsOfOrder),
            "no seat is reserved twice"
        );
    }

    private ServerProcess Start() =>
        new(
            _folder,
            $"--Database:ConnectionString={_database.ConnectionString}",
            $"--Admin:Email={Email}",
            $"--Admin:Password={Password}",
            "--Auth:HashMemoryKiB=1024",
            "--Outbox:Poll=00:00:00.200",
            "--Outbox:Lease=00:00:01"
        );

    private static async Task<ApiClient> SignInAsync(string address)
    {
        var http = new HttpClient { BaseAddress = new Uri(address) };
        // A database that a busy machine makes slow is 503, and clients repeat the request.
        var answer = await Eventually.ReadAsync("the database answers in time", SendAsync, answer =>
            answer.StatusCode != HttpStatusCode.ServiceUnavailable
        );
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), text);
        return new ApiClient(http, JsonDocument.Parse(text).RootElement.GetProperty("access_token").GetString());

        Task<HttpResponseMessage> SendAsync() => http.PostAsJsonAsync("/auth/session", new { email = Email, password = Password });
    }

    private static async Task<long> CreateTicketAsync(ApiClient owner)
    {
        var made = await owner.CreateAsync(
            "event",
            new
            {
                name = "Stubborn Summit",
                starts_at = "2099-05-01T09:00:00Z",
                ends_at = "2099-05-03T18:00:00Z",
                timezone = "Europe/Berlin",
                state = "published",
                location_name = "Hall 4",
            }
        );
        var ticket = await owner.CreateAsync(
            "ticket",
            new
            {
                name = "Seat",
                type = "free",
                quantity = 1000,
                min_order = 1,
                sales_starts_at = "2020-01-01T00:00:00Z",
                sales_ends_at = "2099-05-01T00:00:00Z",
            },
            ("event", "event", made.Id())
        );
        return long.Parse(ticket.Id(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static IEnumerable<string> GuestsOf(int order) =>
        Enumerable.Range(0, SeatsOfOrder).Select(seat => $"guest{order}-{seat}@example.org");

    /// <summary>Runs a purchase. Each step has its own Idempotency-Key, so that it can be repeated after a kill.</summary>
    /// <returns>Whether the server has confirmed the last step.</returns>
    private static async Task<bool> BuyAsync(ApiClient buyer, long ticket, int i)
    {
        try
        {
            var order = await buyer.PostAsync(
                "/v1/orders/create-order",
                new { tickets = new[] { new { id = ticket, quantity = SeatsOfOrder } } },
                ("Idempotency-Key", $"order {i}")
            );
            if (order.Status != HttpStatusCode.OK)
                return false;
            var seats = await buyer.GetAsync($"/v1/orders/{order.Id()}/attendees?sort=id");
            if (seats.Status != HttpStatusCode.OK)
                return false;
            foreach (var (id, email) in seats.Ids.Zip(GuestsOf(i)))
                if (
                    (
                        await buyer.PatchAsync(
                            $"/v1/attendees/{id}",
                            JsonApiDocument.Of(
                                "attendee",
                                id,
                                new
                                {
                                    firstname = "Gus",
                                    lastname = $"No {i}",
                                    email,
                                }
                            ),
                            ("Idempotency-Key", $"seat {id}")
                        )
                    ).Status != HttpStatusCode.OK
                )
                    return false;
            return (
                    await buyer.PatchAsync(
                        $"/v1/orders/{order.Id()}",
                        JsonApiDocument.Of("order", order.Id(), new { status = "pending" }),
                        ("Idempotency-Key", $"submit {i}")
                    )
                ).Status == HttpStatusCode.OK;
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or TaskCanceledException)
        {
            return false;
        }
    }

    private IReadOnlyList<(string To, string Subject)> SentEmails() =>
        [
            .. Directory
                .GetFiles(Path.Combine(_folder, "mail"), "*.eml")
                .Select(file => MimeMessage.Load(file))
                .Where(TicketedEvent.IsAboutTickets)
                .Select(l => (l.To.Mailboxes.Single().Address, l.Subject!)),
        ];

    /// <summary>Waits until the mail folder has this number of e-mails.</summary>
    private async Task WaitForEmailsAsync(int count)
    {
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watcher = new FileSystemWatcher(Path.Combine(_folder, "mail"), "*.eml");
        watcher.Renamed += (_, _) => Check();
        watcher.Created += (_, _) => Check();
        watcher.EnableRaisingEvents = true;
        Check();
        await enough.Task.WaitAsync(TimeSpan.FromMinutes(3));

        void Check()
        {
            lock (watcher)
                if (SentEmails().Count >= count)
                    enough.TrySetResult();
        }
    }

    /// <summary>Waits until the outbox has no waiting entries. A duplicate e-mail would have been sent by then.</summary>
    private async Task WaitForEmptyOutboxAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        for (var i = 0; i < 600 && await CountAsync("SELECT count(*) FROM outbox WHERE state = 'Waiting'") > 0; i++)
            await timer.WaitForNextTickAsync();
        Assert.That(await CountAsync("SELECT count(*) FROM outbox WHERE state <> 'Done'"), Is.Zero);
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_database.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
