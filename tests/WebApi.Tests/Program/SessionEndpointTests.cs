using System.Net;
using System.Text.Json;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Program;

/// <summary>
/// The tables of session states and session e-mails that clients read match what the server does
/// (docs/reference/sessions.md#session-state-transitions and docs/reference/sessions.md#session-e-mails).
/// </summary>
[TestFixture]
public sealed class SessionEndpointTests
{
    private static readonly string[] States = ["draft", "pending", "accepted", "confirmed", "rejected", "canceled", "withdrawn"];

    private OpenEventServer _server = null!;
    private SessionTestEvent _testEvent = null!;
    private ApiClient _ada = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _server = await OpenEventServer.StartAsync();
        _testEvent = await SessionTestEvent.CreateAsync(_server);
        _ada = await _server.RegisterUserAsync();
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _server.DisposeAsync();

    [Test]
    public async Task The_state_table_is_the_documented_one()
    {
        var table = (await _server.Anonymous.GetAsync("/v1/sessions/states")).EnsureStatus(HttpStatusCode.OK);
        Assert.That(table.ContentHeaders.ContentType!.MediaType, Is.EqualTo("application/json"));
        Assert.That(
            RowsOf(table.Json.GetProperty("organizer")),
            Is.EqualTo(
                "draft: | pending: accepted confirmed rejected withdrawn"
                    + " | accepted: canceled confirmed pending rejected withdrawn | confirmed: accepted canceled pending rejected withdrawn"
                    + " | rejected: accepted confirmed pending withdrawn | canceled: accepted confirmed pending rejected withdrawn"
                    + " | withdrawn: accepted canceled pending rejected"
            )
        );
        Assert.That(
            RowsOf(table.Json.GetProperty("speaker")),
            Is.EqualTo(
                "draft: pending | pending: withdrawn | accepted: withdrawn | confirmed: withdrawn"
                    + " | rejected: withdrawn | canceled: withdrawn | withdrawn:"
            )
        );

        static string TargetsOf(JsonElement state) =>
            string.Join(' ', state.EnumerateObject().Select(t => t.Name).Order(StringComparer.Ordinal));

        static string RowsOf(JsonElement role)
        {
            Assert.That(
                role.EnumerateObject().SelectMany(r => r.Value.EnumerateObject()).Select(t => t.Value.ValueKind),
                Is.All.EqualTo(JsonValueKind.True)
            );
            return string.Join(" | ", States.Select(state => $"{state}: {TargetsOf(role.GetProperty(state))}".TrimEnd()));
        }
    }

    [Test]
    public async Task The_state_table_matches_what_the_server_allows()
    {
        var table = (await _server.Anonymous.GetAsync("/v1/sessions/states")).Json;
        var (session, _) = await _testEvent.SubmitSessionAsync(_ada);
        List<string> differing = [];
        foreach (var (client, role) in new[] { (_testEvent.Owner, "organizer"), (_ada, "speaker") })
        {
            foreach (var from in States)
            {
                foreach (var to in States.Where(s => s != from))
                {
                    await _testEvent.SetStateAsync(session, char.ToUpperInvariant(from[0]) + from[1..]);
                    var allowed =
                        (await SessionTestEvent.UpdateSessionAsync(client, session, new { state = to })).Status == HttpStatusCode.OK;
                    if (allowed != table.GetProperty(role).GetProperty(from).TryGetProperty(to, out _))
                        differing.Add($"{role}: {from} to {to}");
                }
            }
        }

        Assert.That(differing, Is.Empty);
    }

    [Test]
    public async Task Each_state_has_an_email_that_the_web_client_can_show_and_edit()
    {
        var mails = (await _server.Anonymous.GetAsync("/v1/sessions/mails")).EnsureStatus(HttpStatusCode.OK);
        Assert.That(mails.ContentHeaders.ContentType!.MediaType, Is.EqualTo("application/json"));
        Assert.That(mails.Json.EnumerateObject().Select(p => p.Name), Is.EquivalentTo([.. States, "recipient"]));
        Assert.That(mails.Json.GetProperty("recipient").GetString(), Is.EqualTo("Speaker"));
        foreach (var state in States)
        {
            var (subject, message) = ReadTemplate(mails.Json, state);
            Assert.That(subject, Does.Contain("{event_name}").And.Contain("{session_name}").And.Not.Contain("\n"));
            Assert.That(
                message,
                Does.Contain("{speaker_name}")
                    .And.Contain("{session_name}")
                    .And.Contain("{my_sessions_link}")
                    .And.Contain("<br/>")
                    .And.Not.Contain("\n")
            );
            Assert.That(message.Replace("<br/>", "", StringComparison.Ordinal).IndexOfAny(['<', '>', '&']), Is.Negative, "no other HTML");
        }
    }

    [TestCase("accepted")]
    [TestCase("rejected")]
    public async Task The_emails_sent_match_the_email_table(string state)
    {
        var (session, title) = await _testEvent.SubmitSessionAsync(
            _ada,
            "pending",
            await _testEvent.CreateSpeakerAsync("Cy", $"cy-{state}@example.org")
        );
        (await SessionTestEvent.UpdateSessionAsync(_testEvent.Owner, session, new { state, send_email = true })).EnsureStatus(
            HttpStatusCode.OK
        );
        await _server.ProcessOutboxAsync();
        var (subject, message) = ReadTemplate((await _server.Anonymous.GetAsync("/v1/sessions/mails")).Json, state);
        var mail = (await _server.Admin.GetAsync("/v1/mails?page[size]=0"))
            .EnsureStatus(HttpStatusCode.OK)
            .Data.EnumerateArray()
            .Select(m => m.GetProperty("attributes"))
            .Single(m => m.GetProperty("recipient").GetString() == $"cy-{state}@example.org");
        Assert.That(mail.GetProperty("action").GetString(), Is.EqualTo("session_state_change"));
        Assert.That(mail.GetProperty("subject").GetString(), Is.EqualTo(Fill(subject)));
        Assert.That(
            mail.GetProperty("message").GetString()!.Split("\n\n--\n")[0].Trim(),
            Is.EqualTo(Fill(message.Replace("<br/>", "\n", StringComparison.Ordinal)))
        );

        string Fill(string template) =>
            template
                .Replace("{event_name}", "Fair", StringComparison.Ordinal)
                .Replace("{session_name}", title, StringComparison.Ordinal)
                .Replace("{speaker_name}", "Cy", StringComparison.Ordinal)
                .Replace(
                    "{my_sessions_link}",
                    $"{_server.Anonymous.Http.BaseAddress!.ToString().TrimEnd('/')}/my-sessions",
                    StringComparison.Ordinal
                );
    }

    private static (string Subject, string Message) ReadTemplate(JsonElement mails, string state) =>
        (mails.GetProperty(state).GetProperty("subject").GetString()!, mails.GetProperty(state).GetProperty("message").GetString()!);
}
