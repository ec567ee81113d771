using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Notifications;
using OpenEvent.Infrastructure.Persistence;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Ticketing;

namespace OpenEvent.WebApi.Tests.Operations;

/// <summary>What is counted of outcomes, failovers and work in the background, and what is not.</summary>
[TestFixture]
public sealed class OutcomeMetricsTests
{
    private OpenEventServer _server = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _server = await OpenEventServer.StartAsync();

    [OneTimeTearDown]
    public ValueTask StopAsync() => _server.DisposeAsync();

    [Test]
    public async Task Outcomes_are_counted_when_they_are_committed()
    {
        var before = Sent();
        await AddMailAsync("rolled back", commits: false);
        Assert.That(Sent(), Is.EqualTo(before));
        await AddMailAsync("committed", commits: true);
        Assert.That(Sent(), Is.EqualTo(before + 1));
    }

    [Test]
    public async Task Orders_that_are_changed_with_an_idempotency_key_are_counted()
    {
        var testEvent = await TicketedEvent.CreateAsync(_server);
        var buyer = await _server.RegisterUserAsync();
        var order = (await TicketedEvent.OrderTicketsAsync(buyer, await testEvent.CreateTicketAsync(10), 1)).EnsureStatus(
            HttpStatusCode.OK
        );
        var before = Cancelled();
        var cancelled = await buyer.PatchAsync(
            $"/v1/orders/{order.Id()}",
            JsonApiDocument.Of("order", order.Id(), new { status = "cancelled" }),
            ("Idempotency-Key", "cancel")
        );
        cancelled.EnsureStatus(HttpStatusCode.OK);
        Assert.That(Cancelled(), Is.EqualTo(before + 1));

        long Cancelled() =>
            MeterReader.Read(_server.App.Services.GetRequiredService<IMeterFactory>(), "openevent.order.changes")["cancelled"];
    }

    [Test]
    public void A_failover_is_a_change_of_the_host_that_accepts_writes()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var factory = services.GetRequiredService<IMeterFactory>();
        var metrics = new DatabaseMetrics(factory);
        metrics.Record(DatabaseCondition.Ready, "db1:5432");
        metrics.Record(DatabaseCondition.Unavailable, null);
        metrics.Record(DatabaseCondition.Ready, "db1:5432");
        Assert.That(MeterReader.Read(factory, "openevent.database.failovers").Values, Is.EqualTo([0]), "it was away and came back");
        metrics.Record(DatabaseCondition.ReadOnly, null);
        Assert.That(
            MeterReader.Read(factory, "openevent.database.condition").Where(c => c.Value == 1).Select(c => c.Key),
            Is.EqualTo(["readonly"])
        );
        metrics.Record(DatabaseCondition.Ready, "db2:5432");
        Assert.That(MeterReader.Read(factory, "openevent.database.failovers").Values, Is.EqualTo([1]));
    }

    [Test]
    public async Task An_entry_of_the_outbox_is_a_trace_with_its_statements()
    {
        List<Activity> ended = [];
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "OpenEvent" or "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                lock (ended)
                    ended.Add(activity);
            },
        };
        ActivitySource.AddActivityListener(listener);
        await _server.SqlAsync(
            "INSERT INTO outbox (kind, key, payload, state, attempts, available_at) VALUES ('letter', 'traced', '{}', 'Waiting', 0, now())"
        );
        await _server.ProcessOutboxAsync("letter");
        lock (ended)
        {
            var span = ended.Single(a => a.OperationName == "outbox letter");
            Assert.That(span.Status, Is.EqualTo(ActivityStatusCode.Error), "an e-mail without a template");
            Assert.That(ended.Any(a => a.Source.Name == "Npgsql" && a.ParentSpanId == span.SpanId));
        }
    }

    private long Sent() => MeterReader.Read(_server.App.Services.GetRequiredService<IMeterFactory>(), "openevent.email.attempts")["sent"];

    private async Task AddMailAsync(string key, bool commits)
    {
        await using var scope = _server.App.Services.CreateServerScope();
        var data = scope.ServiceProvider.GetRequiredService<IData>();
        await using var transaction = await data.BeginTransactionAsync(CancellationToken.None);
        data.Set<Mail>()
            .Add(
                new Mail
                {
                    Key = key,
                    Recipient = "a@example.org",
                    Action = "test",
                    State = MailState.Sent,
                }
            );
        await data.SaveChangesAsync(CancellationToken.None);
        if (commits)
            await transaction.CommitAsync(CancellationToken.None);
    }
}
