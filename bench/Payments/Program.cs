using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OpenEvent.Bench.Payments;
using OpenEvent.StripeStub;

// 10,000 payments through a stand-in that fails, hangs, loses, doubles and delays: dotnet run -c Release --project bench/Payments [PAYMENTS] [AT ONCE]
// Prints what became of the money; exit code 1 if any was taken twice or is without an order or a refund.
var payments = int.Parse(args.ElementAtOrDefault(0) ?? "10000", CultureInfo.InvariantCulture);
var atOnce = int.Parse(args.ElementAtOrDefault(1) ?? "16", CultureInfo.InvariantCulture);
var patience = TimeSpan.FromMinutes(3);
var folder = Directory.CreateTempSubdirectory("openevent-payments-").FullName;
await using var stripe = await StripeStubServer.StartAsync();
var app = await OpenEvent.WebApi.Program.BuildAsync([
    "--urls",
    "http://127.0.0.1:0",
    "--Log:Level=Error",
    $"--Data:Directory={folder}",
    "--Admin:Email=admin@example.org",
    "--Admin:Password=correct horse",
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
        _ => Console.WriteLine($"{clock.Elapsed.TotalSeconds:0} s: {stripe.Payments.Intents.Count} payments begun"),
        null,
        TimeSpan.FromSeconds(15),
        TimeSpan.FromSeconds(15)
    );
    using var storm = new PaymentLoad(testEvent.Address, stripe, testEvent.BuyerTokens, testEvent.TeamToken, testEvent.Tickets, order =>
        ExecuteAsync($"UPDATE orders SET expires_at = now() - interval '1 second' WHERE id = {order}")
    );
    await storm.RunAsync(payments, atOnce);
    Console.WriteLine(
        $"{payments} buyers, {storm.OrderCount} orders in {clock.Elapsed.TotalSeconds:0} s; {stripe.Calls} calls of Stripe, {stripe.Webhooks.Sent} webhooks sent, {stripe.Webhooks.Lost} lost."
    );

    progress.Change(Timeout.Infinite, Timeout.Infinite);
    stripe.Faults = FaultPlan.None;
    await ExecuteAsync("UPDATE orders SET expires_at = now() - interval '1 second' WHERE expires_at IS NOT NULL");
    var isSettled = await SettleAsync(clock);
    var books = await ReadAsync(RecordedPayment.Query, r => new RecordedPayment(
        r.GetString(0),
        r.GetString(1),
        r.IsDBNull(2) ? null : r.GetString(2)
    ));
    var verdict = PaymentAudit.Run(
        stripe.Payments.Intents,
        books,
        await ReadAsync("SELECT identifier FROM orders WHERE status = 'Completed'", r => r.GetString(0))
    );
    var recount = await ScalarAsync(
        "SELECT count(*) FROM ticket_seats s WHERE taken <> (SELECT coalesce(sum(l.quantity), 0) FROM order_tickets l JOIN orders o ON o.id = l.order_id WHERE l.ticket_id = s.ticket_id AND o.status NOT IN ('Expired', 'Cancelled'))"
    );
    Console.WriteLine(
        $"{verdict} Seat counters that differ from a recount: {recount}. Answers 500: {storm.UnexpectedErrors}. {(isSettled ? "Settled" : "NOT SETTLED")} after {clock.Elapsed.TotalSeconds:0} s."
    );
    return isSettled && verdict.IsClean && recount == 0 && storm.UnexpectedErrors == 0 ? 0 : 1;
}
finally
{
    await app.StopAsync();
    await app.DisposeAsync();
    Directory.Delete(folder, recursive: true);
}

// Until both sides have said the last word, or nothing has moved for minutes. What would be asked for in a minute or an hour is asked for now and then.
async Task<bool> SettleAsync(Stopwatch clock)
{
    var (last, moved, asked) = ("", clock.Elapsed, TimeSpan.Zero);
    while (true)
    {
        var (open, refunds, entries) = (
            await ScalarAsync(RecordedPayment.OpenPaymentsQuery),
            await ScalarAsync(RecordedPayment.OpenRefundsQuery),
            await ScalarAsync("SELECT count(*) FROM outbox WHERE state = 'Waiting'")
        );
        if (open + refunds + stripe.Webhooks.InFlight == 0)
            return true;
        var now =
            $"{open} payments open, {refunds} refunds under way, {stripe.Webhooks.InFlight} webhooks on their way, {entries} entries in the outbox";
        if (now != last)
            (last, moved) = (now, clock.Elapsed);
        if (clock.Elapsed - moved > patience)
            return false;
        if (clock.Elapsed - asked > TimeSpan.FromSeconds(5))
        {
            asked = clock.Elapsed;
            Console.WriteLine($"{clock.Elapsed.TotalSeconds:0} s: {now}");
            await ExecuteAsync(
                "UPDATE payments SET check_at = now() WHERE check_at > now(); UPDATE refunds SET check_at = now() WHERE check_at > now(); UPDATE outbox SET available_at = now() WHERE state = 'Waiting' AND kind = 'refund' AND available_at > now()"
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
