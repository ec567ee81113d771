using System.Net;
using System.Text.Json;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Application.Notifications;
using OpenEvent.Application.Tests.Mail;
using OpenEvent.Domain.Notifications;

namespace OpenEvent.Application.Tests.UseCases;

/// <summary>Which kinds of e-mail a recipient can stop, and what the links for it allow.</summary>
public sealed class UnsubscribeTests
{
    private const string InvalidToken = "Malformed";

    private static readonly EmailKind[] Optional = [.. EmailKind.All.Where(kind => !RequiredEmails.Contains(kind.Action))];
    private static readonly EmailKind[] Required = [.. EmailKind.All.Where(kind => RequiredEmails.Contains(kind.Action))];

    private UseCaseRunner _runner = null!;
    private int _count;
    private string _address = "";

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _runner = await UseCaseRunner.StartAsync();
        await _runner.SendAsServerAsync(new SeedMessageSettings());
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _runner.DisposeAsync();

    [SetUp]
    public void ChooseAddress() => _address = $"ann{++_count}@example.org";

    private static IEnumerable<TestCaseData> Cases(bool areRequired) =>
        (areRequired ? Required : Optional).Select(kind => new TestCaseData(kind).SetArgDisplayNames(kind.Action));

    [Test]
    public void Every_kind_is_either_required_or_says_what_it_is_about()
    {
        Assert.That(EmailKind.All.Select(kind => kind.Action), Is.SupersetOf(RequiredEmails.Reasons.Keys), "no unknown kind");
        Assert.That(Optional.Where(kind => kind.About is null).Select(kind => kind.Action), Is.Empty);
        Assert.That(Required.Where(kind => kind.About is not null).Select(kind => kind.Action), Is.Empty);
        Assert.That(Optional, Is.Not.Empty);
    }

    [TestCaseSource(nameof(Cases), [false])]
    public async Task A_recipient_stops_one_kind_of_email_and_gets_it_again(EmailKind kind)
    {
        var (email, isSent) = await DeliverAsync(kind, _address);
        Assert.That(isSent);
        Assert.That(email!.UnsubscribeUrl, Does.StartWith("https://api.example/unsubscribe?token="));
        Assert.That(email.Text, Does.Contain(email.UnsubscribeUrl));
        Assert.That(WebUtility.HtmlDecode(email.Html), Does.Contain($"href=\"{email.UnsubscribeUrl}\""));

        var stopped = await _runner.SendAsync(new UnsubscribeFromEmails(TokenOf(email)));
        Assert.That(stopped, Is.EqualTo(new EmailSubscription(kind.Action, _address)));
        Assert.That((await DeliverAsync(kind, _address.ToUpperInvariant())).IsSent, Is.False);
        Assert.That(await LatestMailAsync(), Does.StartWith("Suppressed The recipient has unsubscribed"));
        Assert.That((await DeliverAsync(kind, $"other-{_address}")).IsSent, "the choice is of one recipient");
        var other = Optional.First(k => k != kind);
        Assert.That((await DeliverAsync(other, _address)).IsSent, "the choice is about one kind");
        Assert.That((await DeliverAsync(Required[0], _address)).IsSent, "an account needs it");

        await _runner.SendAsync(new ResubscribeToEmails(TokenOf(email)));
        Assert.That((await DeliverAsync(kind, _address)).IsSent);
    }

    [TestCaseSource(nameof(Cases), [true])]
    public async Task A_required_email_has_no_link_and_cannot_be_stopped(EmailKind kind)
    {
        await _runner.ExecuteAsync($"UPDATE message_settings SET enabled = false WHERE action = '{kind.Action}'");
        await _runner.ExecuteAsync(
            $"INSERT INTO email_opt_outs (address, action, created_at) VALUES ('{_address}', '{kind.Action}', now())"
        );
        var (email, isSent) = await DeliverAsync(kind, _address);
        Assert.That(isSent);
        Assert.That(email!.UnsubscribeUrl, Is.Null);
        Assert.That(email.Text + email.Html, Does.Not.Contain("/unsubscribe").And.Not.Contain("Stop e-mails"));
        var token = await CreateTokenAsync(kind.Action, _address);
        Assert.That(Rejection.Of(() => _runner.SendAsync(new UnsubscribeFromEmails(token))), Is.EqualTo(InvalidToken));

        await _runner.SendAsServerAsync(new SeedMessageSettings());
        var isEnabled = await _runner.QueryAsync<bool>($"SELECT enabled FROM message_settings WHERE action = '{kind.Action}'");
        Assert.That(isEnabled, "an earlier version let staff switch it off");
    }

    [Test]
    public async Task An_email_that_waits_in_the_outbox_is_not_sent_after_its_kind_was_stopped()
    {
        var sent = _runner.Mailer.Sent.Count;
        await QueueAsync(Optional[0], _address);
        await _runner.SendAsync(new UnsubscribeFromEmails(await CreateTokenAsync(Optional[0].Action, _address)));
        await _runner.ProcessOutboxAsync(OutgoingEmail.Kind);
        Assert.That(_runner.Mailer.Sent, Has.Count.EqualTo(sent));
    }

    [Test]
    public async Task A_changed_or_foreign_token_does_nothing()
    {
        var token = await CreateTokenAsync("announce_event", _address);
        string[] wrong =
        [
            "",
            "x",
            token[..^2],
            token + "AA",
            (token[0] == 'A' ? 'B' : 'A') + token[1..],
            token[..40] + (token[40] == 'A' ? 'B' : 'A') + token[41..],
            await _runner.Secrets.EncryptAsync("address undo", $"announce_event\n{_address}", default),
            await _runner.Secrets.EncryptAsync("unsubscribe", _address, default),
            new string('A', 5000),
        ];
        foreach (var text in wrong)
        {
            Assert.That(Rejection.Of(() => _runner.SendAsync(new UnsubscribeFromEmails(text))), Is.EqualTo(InvalidToken), text);
            Assert.That(Rejection.Of(() => _runner.SendAsync(new ResubscribeToEmails(text))), Is.EqualTo(InvalidToken), text);
            Assert.That(Rejection.Of(() => _runner.SendAsync(new GetEmailSubscription(text))), Is.EqualTo(InvalidToken), text);
        }

        Assert.That(await CountOptOutsAsync(), Is.Zero);
        await _runner.SendAsync(new UnsubscribeFromEmails(token));
        Assert.That(await CountOptOutsAsync(), Is.EqualTo(1), "a control");
    }

    [Test]
    public async Task Another_recipients_token_changes_nothing_for_this_one()
    {
        await _runner.SendAsync(new UnsubscribeFromEmails(await CreateTokenAsync("announce_event", _address)));
        await _runner.SendAsync(new ResubscribeToEmails(await CreateTokenAsync("announce_event", $"other-{_address}")));
        await _runner.SendAsync(new ResubscribeToEmails(await CreateTokenAsync("next_event", _address)));
        Assert.That(await CountOptOutsAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task Looking_at_the_link_changes_nothing_and_using_it_twice_at_once_is_using_it_once()
    {
        var token = await CreateTokenAsync("announce_event", _address);
        Assert.That((await _runner.SendAsync(new GetEmailSubscription(token))).HasOptedOut, Is.False);
        Assert.That(await CountOptOutsAsync(), Is.Zero);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => _runner.SendAsync(new UnsubscribeFromEmails(token))));
        Assert.That(await CountOptOutsAsync(), Is.EqualTo(1));
        Assert.That((await _runner.SendAsync(new GetEmailSubscription(token))).HasOptedOut);
    }

    /// <summary>Sends an e-mail of the kind as the outbox does.</summary>
    private async Task<(RenderedEmail? Email, bool IsSent)> DeliverAsync(EmailKind kind, string to)
    {
        var before = _runner.Mailer.Sent.Count;
        await QueueAsync(kind, to);
        await _runner.ProcessOutboxAsync(OutgoingEmail.Kind);
        var isSent = _runner.Mailer.Sent.Count > before;
        return (isSent ? _runner.Mailer.Sent[^1] : null, isSent);
    }

    private Task QueueAsync(EmailKind kind, string to)
    {
        var message = EmailSamples.All.First(sample => sample.Message.GetType() == kind.Type).Message;
        var email = new OutgoingEmail(kind.Type.Name, to, JsonSerializer.SerializeToElement(message, kind.Type));
        var payload = JsonSerializer.Serialize(email).Replace("'", "''", StringComparison.Ordinal);
        return _runner.ExecuteAsync(
            $"""
            INSERT INTO outbox (kind, key, payload, state, attempts, available_at)
            VALUES ('{OutgoingEmail.Kind}', '{Guid.NewGuid()}', '{payload}', 'Waiting', 0, now())
            """
        );
    }

    private async Task<string> CreateTokenAsync(string action, string address) =>
        (await new UnsubscribeLinks(_runner.Secrets, _runner).CreateAsync(new EmailSubscription(action, address), default)).Split("token=")[
            1
        ];

    private static string TokenOf(RenderedEmail email) => email.UnsubscribeUrl!.Split("token=")[1];

    private Task<long> CountOptOutsAsync() => _runner.QueryAsync<long>($"SELECT count(*) FROM email_opt_outs WHERE address = '{_address}'");

    private Task<string> LatestMailAsync() =>
        _runner.QueryAsync<string>("SELECT concat(state, ' ', last_error) FROM mails ORDER BY id DESC LIMIT 1");
}
