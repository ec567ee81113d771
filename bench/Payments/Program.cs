using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OpenEvent.Bench.Payments;
using OpenEvent.StripeStub;

// Runs 10,000 payments through a Stripe stub whose calls fail and hang and whose webhooks are lost, repeated and delayed:
// dotnet run -c Release --project bench/Payments [quick|PAYMENTS] [CONCURRENT]
// Prints an audit of all payments. Exit code 1: a payment was captured twice, or has neither an order nor a refund.
var payments = args is ["quick"] ? 200 : int.Parse(args.ElementAtOrDefault(0) ?? "10000", CultureInfo.InvariantCulture);
var atOnce = int.Parse(args.ElementAtOrDefault(1) ?? "16", CultureInfo.InvariantCulture);
var maxIdleTime = TimeSpan.FromMinutes(3);
var folder = Directory.CreateTempSubdirectory("openevent-payments-").FullName;
await using var stripe = await StripeStubServer.StartAsync();
var app = await OpenEvent.WebApi.Program.BuildAsync([
    "--urls",
    "http://127.0.0.1:0",
    "--Log:Level=Error",
    $"--Data:Directory={folder}",
    "--Admin:Email=admin@example.org",
    "--Admin:Password=correct horse",
    "--Auth:RegistrationsPerAddressAndHour=1000000",
    "--Orders:OpenCheckoutsPerUser=0",
    "--Orders:HeldSeatsPerUser=0",
    "--Orders:OpenCheckoutsPerAddress=0",
    "--Orders:HeldSeatsPerAddress=0",
    $"--Payments:Stripe:SecretKey={StripeStubServer.SecretKey}",
    $"--Payments:Stripe:WebhookSecret={StripeStubServer.WebhookSecret}",
    $"--Payments:Stripe:BaseAddress={stripe.Url}",
    "--Payments:Stripe:Retries=1",
    "--Payments:Stripe:SweepSeconds=1",
    "--Outbox:AtOnce=4",
    "--Outbox:FirstPause=00:00:00.050",
    "--Outbox:LongestPause=00:00:01",
    "--Outbox:Attempts=100",
]);
await app.StartAsync();
var source = app.Services.GetRequiredService<NpgsqlDataSource>();
try
{
    var testEvent = await PaymentBenchEvent.SetUpAsync(new Uri(app.Urls.First()), payments);
    stripe.Webhooks.Url = new Uri(testEvent.Address, "/v1/stripe/webhook").ToString();
    stripe.Faults = new FaultPlan
    {
        ErrorBefore = 0.04,
        ErrorAfter = 0.04,
        HangBefore = 0.01,
        HangAfter = 0.01,
        HangTime = TimeSpan.FromMilliseconds(200),
        LostWebhooks = 0.2,
        DuplicateWebhooks = 0.2,
        MaxWebhookDelay = TimeSpan.FromSeconds(2),
    };
    var clock = Stopwatch.StartNew();
    using var progress = new Timer(
        _ => Console.WriteLine($"{clock.Elapsed.TotalSeconds:0} s: {stripe.Payments.Intents.Count} payments started"),
        null,
        TimeSpan.FromSeconds(15),
        TimeSpan.FromSeconds(15)
    );
    using var load = new PaymentLoad(testEvent.Address, stripe, testEvent.BuyerTokens, testEvent.TeamToken, testEvent.Tickets, order =>
        ExecuteAsync($"UPDATE orders SET expires_at = now() - interval '1 second' WHERE id = {order}")
    );
    await load.RunAsync(payments, atOnce);
    Console.WriteLine(
        $"{payments} buyers, {load.OrderCount} orders in {clock.Elapsed.TotalSeconds:0} s; {stripe.Calls} calls to Stripe, "
            + $"{stripe.Webhooks.Sent} webhooks sent, {stripe.Webhooks.Lost} lost."
    );

    progress.Change(Timeout.Infinite, Timeout.Infinite);
    stripe.Faults = FaultPlan.None;
    await ExecuteAsync("UPDATE orders SET expires_at = now() - interval '1 second' WHERE expires_at IS NOT NULL");
    var isSettled = await WaitUntilSettledAsync(clock);
    var records = await ReadAsync(RecordedPayment.Query, r => new RecordedPayment(
        r.GetString(0),
        r.GetString(1),
        r.IsDBNull(2) ? null : r.GetString(2)
    ));
    var audit = PaymentAudit.Run(
        stripe.Payments.Intents,
        records,
        await ReadAsync("SELECT identifier FROM orders WHERE status = 'Completed'", r => r.GetString(0))
    );
    var wrongCounters = await ScalarAsync(
        "SELECT count(*) FROM ticket_seats s WHERE taken <> (SELECT coalesce(sum(l.quantity), 0) FROM order_tickets l "
            + "JOIN orders o ON o.id = l.order_id WHERE l.ticket_id = s.ticket_id AND o.status NOT IN ('Expired', 'Cancelled'))"
    );
    Console.WriteLine(
        $"{audit} Seat counters that differ from a recount: {wrongCounters}. Answers 500: {load.UnexpectedErrors}. "
            + $"{(isSettled ? "Settled" : "NOT SETTLED")} after {clock.Elapsed.TotalSeconds:0} s."
    );
    return isSettled && audit.IsClean && wrongCounters == 0 && load.UnexpectedErrors == 0 ? 0 : 1;
}
finally
{
    await app.StopAsync();
    await app.DisposeAsync();
    Directory.Delete(folder, recursive: true);
}

// Waits until all payments and refunds have a final state, or until nothing has changed for maxIdleTime. Every few seconds it makes checks
// and retries due that are scheduled for later.
async Task<bool> WaitUntilSettledAsync(Stopwatch clock)
{
    var lastStatus = "";
    var lastChange = clock.Elapsed;
    var lastPush = TimeSpan.Zero;
    while (true)
    {
        var open = await ScalarAsync(RecordedPayment.OpenPaymentsQuery);
        var refunds = await ScalarAsync(RecordedPayment.OpenRefundsQuery);
        var entries = await ScalarAsync("SELECT count(*) FROM outbox WHERE state = 'Waiting'");
        if (open + refunds + stripe.Webhooks.InFlight == 0)
            return true;
        var status =
            $"{open} open payments, {refunds} open refunds, {stripe.Webhooks.InFlight} webhooks in flight, {entries} entries in the outbox";
        if (status != lastStatus)
        {
            lastStatus = status;
            lastChange = clock.Elapsed;
        }
        if (clock.Elapsed - lastChange > maxIdleTime)
            return false;
        if (clock.Elapsed - lastPush > TimeSpan.FromSeconds(5))
        {
            lastPush = clock.Elapsed;
            Console.WriteLine($"{clock.Elapsed.TotalSeconds:0} s: {status}");
            await ExecuteAsync(
                "UPDATE payments SET check_at = now() WHERE check_at > now(); "
                    + "UPDATE refunds SET check_at = now() WHERE check_at > now(); "
                    + "UPDATE outbox SET available_at = now() WHERE state = 'Waiting' AND kind = 'refund' AND available_at > now()"
            );
        }

        await Task.Delay(500);
    }
}

async Task ExecuteAsync(string sql)
{
    await using var command = source.CreateCommand(sql);
    await command.ExecuteNonQueryAsync();
}

async Task<long> ScalarAsync(string sql)
{
    await using var command = source.CreateCommand(sql);
    return (long)(await command.ExecuteScalarAsync())!;
}

async Task<List<T>> ReadAsync<T>(string sql, Func<NpgsqlDataReader, T> row)
{
    await using var command = source.CreateCommand(sql);
    await using var reader = await command.ExecuteReaderAsync();
    List<T> rows = [];
    while (await reader.ReadAsync())
        rows.Add(row(reader));
    return rows;
}
