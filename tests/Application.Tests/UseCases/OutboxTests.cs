using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Application.Notifications;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Program;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Tests.UseCases;

/// <summary>What use cases put into the outbox, and what its consumers make of it. Each test has its own database.</summary>
public sealed class OutboxTests
{
    private UseCaseRunner _runner = null!;
    private SampleEvent _event = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _runner = await UseCaseRunner.StartAsync();
        _event = await SampleEvent.CreateAsync(_runner);
    }

    [TearDown]
    public ValueTask StopAsync() => _runner.DisposeAsync();

    [Test]
    public async Task An_email_is_sent_once_and_recorded()
    {
        await SubmitSessionAsync();
        await _runner.ProcessOutboxAsync(OutgoingEmail.Kind);
        await _runner.ProcessOutboxAsync(OutgoingEmail.Kind);
        Assert.That(_runner.Mailer.Sent.Select(m => m.To), Is.EqualTo([_event.Owner.Email]));
        Assert.That(_runner.Mailer.Sent[0].Subject, Does.Contain("Gears"));
        Assert.That(await StateAsync(), Is.EqualTo("Done 1 {}"), "its content is removed");
        Assert.That(await MailAsync(), Is.EqualTo("Sent 1"));
    }

    [Test]
    public async Task A_delayed_email_is_tried_again_until_it_is_given_up()
    {
        await SubmitSessionAsync();
        _runner.Mailer.Failure = new EmailDelayedException("The mail server is busy.");
        await _runner.ProcessOutboxAsync(OutgoingEmail.Kind);
        Assert.That((await StateAsync(), await MailAsync()), Is.EqualTo(("Waiting 1 The mail server is busy.", "Delayed 1")));
        Assert.That(await _runner.QueryAsync<bool>($"SELECT available_at > now() FROM outbox WHERE kind = '{OutgoingEmail.Kind}'"));
        await _runner.ProcessOutboxAsync(OutgoingEmail.Kind);
        Assert.That(await StateAsync(), Does.StartWith("Waiting 1"), "its pause is not over");
        for (var attempt = 2; attempt <= 3; attempt++)
        {
            await _runner.ExecuteAsync("UPDATE outbox SET available_at = now() - interval '1 second'");
            await _runner.ProcessOutboxAsync(OutgoingEmail.Kind);
        }

        Assert.That((await StateAsync(), await MailAsync()), Is.EqualTo(("GivenUp 3 The mail server is busy.", "Failed 3")));
        Assert.That(_runner.Mailer.Sent, Is.Empty);
    }

    [Test]
    public async Task A_rejected_email_is_given_up_at_once()
    {
        await SubmitSessionAsync();
        _runner.Mailer.Failure = new EmailRejectedException("550: no such mailbox");
        await _runner.ProcessOutboxAsync(OutgoingEmail.Kind);
        Assert.That((await StateAsync(), await MailAsync()), Is.EqualTo(("GivenUp 1 550: no such mailbox", "Failed 1")));
    }

    [Test]
    public async Task An_attempt_is_counted_before_it_begins()
    {
        await SubmitSessionAsync();
        var attempts = new List<string>();
        _runner.Mailer.Failure = null;
        _runner.Mailer.BeforeSend = async () => attempts.Add(await StateAsync());
        await _runner.ProcessOutboxAsync(OutgoingEmail.Kind);
        Assert.That(attempts, Has.Count.EqualTo(1).And.All.StartsWith("Waiting 1"));
    }

    [Test]
    public async Task An_email_that_was_sent_stays_sent_whatever_is_recorded_later()
    {
        await SubmitSessionAsync();
        await _runner.ProcessOutboxAsync(OutgoingEmail.Kind);
        var key = await _runner.QueryAsync<string>("SELECT key FROM mails");
        await _runner.WithServicesAsync(async services =>
        {
            var delivery = services.GetRequiredService<EmailDelivery>();
            await delivery.RecordFailureAsync(key, "x@example.org", "new_session", new TimeoutException(), 2, isFinal: true, default);
            await services.GetRequiredService<IData>().SaveChangesAsync(default);
        });
        Assert.That(await MailAsync(), Is.EqualTo("Sent 1"));
    }

    [Test]
    public async Task A_failure_that_nobody_explains_is_recorded_by_its_type()
    {
        await SubmitSessionAsync();
        _runner.Mailer.Failure = new TimeoutException("host 10.0.0.7 of ann@example.org");
        await _runner.ProcessOutboxAsync(OutgoingEmail.Kind);
        Assert.That(await StateAsync(), Is.EqualTo("Waiting 1 TimeoutException"), "the message may hold personal data");
    }

    [Test]
    public async Task A_kind_that_this_version_does_not_know_waits_for_a_newer_one()
    {
        await _runner.ExecuteAsync(
            """
            INSERT INTO outbox (kind, key, payload, state, attempts, available_at)
            VALUES ('future', 'k', '{}', 'Waiting', 2, now())
            """
        );
        await _runner.ProcessOutboxAsync("future");
        Assert.That(
            await _runner.QueryAsync<string>("SELECT concat(state, ' ', attempts) FROM outbox WHERE kind = 'future'"),
            Is.EqualTo("Waiting 2"),
            "the attempt is not counted"
        );
    }

    [Test]
    public async Task An_email_that_staff_switched_off_is_not_sent()
    {
        await _runner.SendAsServerAsync(new SeedMessageSettings());
        await _runner.ExecuteAsync("UPDATE message_settings SET enabled = false WHERE action = 'new_session'");
        await SubmitSessionAsync();
        await _runner.ProcessOutboxAsync(OutgoingEmail.Kind);
        Assert.That(_runner.Mailer.Sent, Is.Empty);
        Assert.That(await MailAsync(), Is.EqualTo("Suppressed 0"));
    }

    [Test]
    public async Task A_rejected_use_case_leaves_nothing_in_the_outbox()
    {
        var before = await _runner.QueryAsync<long>("SELECT count(*) FROM outbox");
        Assert.That(Rejection.Of(() => SubmitSessionAsync("2020-01-01T00:00:00Z")), Is.EqualTo("Invalid /data/attributes/starts-at"));
        Assert.That(await _runner.QueryAsync<long>("SELECT count(*) FROM outbox"), Is.EqualTo(before));
    }

    [Test]
    public async Task The_tickets_of_a_completed_order_are_issued_with_one_email_for_each_address()
    {
        var ticket = await _event.AddTicketAsync(new { type = "free", price = 0 });
        var order = (await _runner.As(_event.Buyer).SendAsync(new CreateOrder(new OrderRequest([new TicketRequest(ticket.Id, 2)])))).Rows[
            0
        ];
        await _runner.ExecuteAsync($"UPDATE attendees SET email = 'ann@example.org' WHERE order_id = {order.Id}");
        await _runner.UpdateAsync<Order>(order.Id, ResourceDocument.Change("order", order.Id, new { status = "pending" }));
        await _runner.ProcessOutboxAsync(IssueTickets.EntryKind);
        Assert.That(
            await _runner.QueryAsync<long>(
                $"SELECT count(*) FROM attendees WHERE order_id = {order.Id} AND pdf_url LIKE 'https://api.example/%'"
            ),
            Is.EqualTo(2)
        );
        await _runner.ProcessOutboxAsync(OutgoingEmail.Kind);
        Assert.That(
            _runner.Mailer.Sent.Select(m => m.To).Order(),
            Is.EqualTo(new[] { "ann@example.org", _event.Buyer.Email, _event.Owner.Email }.Order())
        );
        await _runner.ExecuteAsync(
            $$"""UPDATE outbox SET state = 'Waiting', payload = '{"OrderId": {{order.Id}}}' WHERE kind = '{{IssueTickets.EntryKind}}'"""
        );
        await _runner.ProcessOutboxAsync(IssueTickets.EntryKind);
        await _runner.ProcessOutboxAsync(OutgoingEmail.Kind);
        Assert.That(_runner.Mailer.Sent, Has.Count.EqualTo(3), "a repeated entry sends no e-mail again");
    }

    [Test]
    public async Task A_person_who_is_erased_while_tickets_are_rendered_gets_no_email()
    {
        var ticket = await _event.AddTicketAsync(new { type = "free", price = 0 });
        var order = (await _runner.As(_event.Buyer).SendAsync(new CreateOrder(new OrderRequest([new TicketRequest(ticket.Id, 1)])))).Rows[
            0
        ];
        await _runner.ExecuteAsync($"UPDATE attendees SET email = 'ann@example.org' WHERE order_id = {order.Id}");
        await _runner.UpdateAsync<Order>(order.Id, ResourceDocument.Change("order", order.Id, new { status = "pending" }));
        // The trigger runs after the rendering, and before the URLs of the attendees are stored.
        await _runner.ExecuteAsync(
            """
            CREATE FUNCTION erase() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN UPDATE attendees SET email = NULL WHERE order_id = NEW.id; RETURN NEW; END $$;
            CREATE TRIGGER erase AFTER UPDATE OF tickets_pdf_url ON orders FOR EACH ROW EXECUTE FUNCTION erase()
            """
        );
        await _runner.ProcessOutboxAsync(IssueTickets.EntryKind);
        const string Letters = "SELECT count(*) FROM outbox WHERE kind = 'letter' AND payload::text LIKE '%ann@example.org%'";
        Assert.That(await _runner.QueryAsync<long>(Letters), Is.Zero);
        const string State = $"SELECT concat_ws(' ', state, attempts) FROM outbox WHERE kind = '{IssueTickets.EntryKind}'";
        Assert.That(await _runner.QueryAsync<string>(State), Is.EqualTo("Waiting 1"), "they are rendered again");

        await _runner.ExecuteAsync("DROP TRIGGER erase ON orders; UPDATE outbox SET available_at = now() - interval '1 second'");
        await _runner.ProcessOutboxAsync(IssueTickets.EntryKind);
        Assert.That(await _runner.QueryAsync<long>(Letters), Is.EqualTo(1), "the control: nothing changed during this attempt");
    }

    private Task<Session> SubmitSessionAsync(string? startsAt = null) =>
        _runner
            .As(_event.Buyer)
            .CreateAsync<Session>(
                ResourceDocument.New(
                    "session",
                    new
                    {
                        title = "Gears",
                        state = "pending",
                        starts_at = startsAt,
                        ends_at = startsAt is null ? null : "2099-01-01T00:00:00Z",
                    },
                    null,
                    ("event", "event", _event.Id)
                )
            );

    /// <summary>State, attempts, and the failure or the payload of the only e-mail in the outbox.</summary>
    private Task<string> StateAsync() =>
        _runner.QueryAsync<string>(
            $"SELECT concat_ws(' ', state, attempts, coalesce(last_error, payload::text)) FROM outbox WHERE kind = '{OutgoingEmail.Kind}'"
        );

    private Task<string> MailAsync() => _runner.QueryAsync<string>("SELECT concat(state, ' ', attempts) FROM mails");
}
