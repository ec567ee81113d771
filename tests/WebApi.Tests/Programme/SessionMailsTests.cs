using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Programme;

/// <summary>Who hears of a session, by mail and on his notifications page (<c>spec/openevent/behaviours.md</c> §8, §12; docs/decisions/022).</summary>
[TestFixture]
public sealed class SessionMailsTests
{
    private OpenEventServer _server = null!;
    private CallForSessions _call = null!;
    private Client _organizer = null!;
    private Client _coorganizer = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _server = await OpenEventServer.StartAsync();
        _call = await CallForSessions.OpenAsync(_server);
        (_organizer, _coorganizer) = (await _call.MemberAsync(2), await _call.MemberAsync(3));
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _server.DisposeAsync();

    [Test]
    public async Task A_draft_is_nobodys_news_and_its_submission_is_the_organizers_once()
    {
        var ada = await _server.SomebodyAsync();
        var (session, title) = await _call.SubmitAsync(ada, "draft");
        Assert.That(await NewsAsync(session, title), Is.EqualTo((0, 0, 0)));

        foreach (var wish in new object[] { new { state = "pending" }, new { state = "pending", short_abstract = "More of it" } })
            (await CallForSessions.ChangeAsync(ada, session, wish)).Must(HttpStatusCode.OK);
        foreach (var state in new[] { "accepted", "pending" })
            (await CallForSessions.ChangeAsync(_organizer, session, new { state })).Must(HttpStatusCode.OK);
        Assert.That(await NewsAsync(session, title), Is.EqualTo((1, 1, 0)));
    }

    [Test]
    public async Task A_session_that_is_submitted_at_once_is_the_organizers_news()
    {
        var (session, title) = await _call.SubmitAsync(await _server.SomebodyAsync());
        Assert.That(await NewsAsync(session, title), Is.EqualTo((1, 1, 0)));
    }

    [TestCase("Pending", "accepted")]
    [TestCase("Pending", "rejected")]
    [TestCase("Pending", "confirmed")]
    [TestCase("Accepted", "canceled")]
    [TestCase("Confirmed", "withdrawn")]
    public async Task A_decision_is_mailed_to_speakers_and_creator_when_asked(string from, string to)
    {
        var (creator, speaker) = (await _server.SomebodyAsync(), await _server.SomebodyAsync());
        var gone = await _call.SpeakerAsync("Gone", $"gone-{from}-{to}@example.org");
        var (session, title) = await _call.SubmitAsync(
            creator,
            "pending",
            await _call.SpeakerAsync("Bo", speaker.Email),
            await _call.SpeakerAsync("Cy", $"cy-{from}-{to}@example.org"),
            await _call.SpeakerAsync("Di", null),
            gone
        );
        (await _call.Owner.DeleteAsync($"/v1/speakers/{gone}")).Must(HttpStatusCode.OK);
        await _call.PutAsync(session, from);

        var changed = (
            await CallForSessions.ChangeAsync(
                _organizer,
                session,
                new
                {
                    state = to,
                    send_email = true,
                    is_mail_sent = false,
                }
            )
        ).Must(HttpStatusCode.OK);
        Assert.That(changed.Attribute("is-mail-sent").GetBoolean(), Is.True);
        Assert.That(
            await _call.ToldAsync(title),
            Is.EquivalentTo([speaker.Email, $"cy-{from}-{to}@example.org".ToLowerInvariant(), creator.Email])
        );
        foreach (var person in new[] { creator, speaker })
            Assert.That(await CallForSessions.NotedAsync(person, session), Is.EqualTo([to]));
        Assert.That(await CallForSessions.NotedAsync(_organizer, session), Is.Empty, "he knows");
    }

    [Test]
    public async Task A_decision_that_is_not_to_be_mailed_is_noted_all_the_same()
    {
        var ada = await _server.SomebodyAsync();
        var (session, title) = await _call.SubmitAsync(ada);
        (await CallForSessions.ChangeAsync(_organizer, session, new { state = "accepted", send_email = true })).Must(HttpStatusCode.OK);
        foreach (
            var wish in new object[]
            {
                new { state = "confirmed" },
                new { state = "canceled", send_email = false },
                new { state = "accepted", send_email = (bool?)null },
            }
        )
        {
            var changed = (await CallForSessions.ChangeAsync(_organizer, session, wish)).Must(HttpStatusCode.OK);
            Assert.That(changed.Attribute("is-mail-sent").GetBoolean(), Is.False, "of this state he was not told");
        }

        Assert.That(await _call.ToldAsync(title), Has.Length.EqualTo(1));
        Assert.That(
            await CallForSessions.NotedAsync(ada, session),
            Is.EqualTo<string[]>(["accepted", "confirmed", "canceled", "accepted"])
        );
    }

    [Test]
    public async Task What_comes_again_is_told_again_and_a_way_back_to_pending_is_not()
    {
        var ada = await _server.SomebodyAsync();
        var (session, title) = await _call.SubmitAsync(ada);
        foreach (var state in new[] { "rejected", "pending", "rejected" })
            (await CallForSessions.ChangeAsync(_organizer, session, new { state, send_email = true })).Must(HttpStatusCode.OK);
        Assert.That(await _call.ToldAsync(title), Is.EqualTo<string[]>([ada.Email, ada.Email]));
        Assert.That(await CallForSessions.NotedAsync(ada, session), Is.EqualTo<string[]>(["rejected", "rejected"]));
    }

    [Test]
    public async Task The_wish_to_mail_is_no_change_by_itself()
    {
        var ada = await _server.SomebodyAsync();
        var (session, title) = await _call.SubmitAsync(ada);
        var before = (await CallForSessions.ChangeAsync(_organizer, session, new { state = "accepted", is_locked = true })).Must(
            HttpStatusCode.OK
        );
        foreach (var who in new[] { ada, _organizer })
        {
            var after = (await CallForSessions.ChangeAsync(who, session, new { state = "accepted", send_email = true })).Must(
                HttpStatusCode.OK
            );
            Assert.That(
                (after.Attribute("last-modified-at").GetString(), after.Attribute("is-mail-sent").GetBoolean()),
                Is.EqualTo((before.Attribute("last-modified-at").GetString(), false))
            );
        }

        Assert.That(await _call.ToldAsync(title), Is.Empty);
    }

    [Test]
    public async Task Who_may_not_change_the_state_causes_no_mail()
    {
        var (ada, stranger) = (await _server.SomebodyAsync(), await _server.SomebodyAsync());
        var (session, title) = await _call.SubmitAsync(ada, "pending", await _call.SpeakerAsync("Cy", "cy-refused@example.org"));
        await RefusedAsync(stranger, "withdrawn", HttpStatusCode.NotFound);
        await RefusedAsync(ada, "accepted");
        await RefusedAsync(_coorganizer, "accepted");
        (await CallForSessions.ChangeAsync(_organizer, session, new { is_locked = true })).Must(HttpStatusCode.OK);
        await RefusedAsync(ada, "withdrawn");
        Assert.That(await _call.ToldAsync(title), Is.Empty);
        Assert.That(await CallForSessions.NotedAsync(ada, session), Is.Empty);

        (await CallForSessions.ChangeAsync(_organizer, session, new { state = "accepted", send_email = true })).Must(HttpStatusCode.OK);
        Assert.That(await _call.ToldAsync(title), Has.Length.EqualTo(2), "the same by who may");

        async Task RefusedAsync(Client who, string state, HttpStatusCode status = HttpStatusCode.Forbidden) =>
            Assert.That((await CallForSessions.ChangeAsync(who, session, new { state, send_email = true })).Status, Is.EqualTo(status));
    }

    [TestCase("Accepted", true)]
    [TestCase("Confirmed", true)]
    [TestCase("Pending", false)]
    [TestCase("Rejected", false)]
    [TestCase("Canceled", false)]
    public async Task Who_withdraws_writes_to_others_only_where_the_session_was_wanted(string from, bool others)
    {
        var (ada, bo) = (await _server.SomebodyAsync(), await _server.SomebodyAsync());
        var (session, title) = await _call.SubmitAsync(
            ada,
            "pending",
            await _call.SpeakerAsync("Ada", ada.Email),
            await _call.SpeakerAsync("Bo", bo.Email)
        );
        await _call.PutAsync(session, from);
        (await CallForSessions.ChangeAsync(ada, session, new { state = "withdrawn", send_email = true })).Must(HttpStatusCode.OK);
        Assert.That(await _call.ToldAsync(title), Is.EquivalentTo(others ? [ada.Email, bo.Email] : new[] { ada.Email }));
        Assert.That(await CallForSessions.NotedAsync(bo, session), Has.Length.EqualTo(others ? 1 : 0));
        Assert.That(await CallForSessions.NotedAsync(ada, session), Is.Empty, "he knows");
        foreach (var one in new[] { _call.Owner, _organizer })
            Assert.That(await CallForSessions.NotedAsync(one, session), Is.EqualTo<string[]>(["withdrawn"]));
    }

    [Test]
    public async Task Who_only_claims_a_speakers_address_finds_no_note()
    {
        var (ada, claimant) = (await _server.SomebodyAsync(), await _server.SomebodyAsync(verified: false, email: "claimed@example.org"));
        var speaker = await _call.SpeakerAsync("Cy", "claimed@example.org");
        await _server.SqlAsync($"UPDATE speakers SET user_id = NULL WHERE id = {speaker}");
        var (session, _) = await _call.SubmitAsync(ada, "pending", speaker);
        (await CallForSessions.ChangeAsync(_organizer, session, new { state = "accepted" })).Must(HttpStatusCode.OK);
        Assert.That(await CallForSessions.NotedAsync(claimant, session), Is.Empty);
        await _server.SqlAsync($"UPDATE users SET is_verified = true WHERE id = {claimant.UserId}");
        (await CallForSessions.ChangeAsync(_organizer, session, new { state = "confirmed" })).Must(HttpStatusCode.OK);
        Assert.That(await CallForSessions.NotedAsync(claimant, session), Is.EqualTo<string[]>(["confirmed"]));
    }

    [Test]
    public async Task Nobody_says_of_his_own_submission_that_it_was_mailed()
    {
        var made = await (await _server.SomebodyAsync()).CreateAsync(
            "session",
            new { title = "Gears", is_mail_sent = true },
            ("event", "event", _call.EventId)
        );
        Assert.That(made.Attribute("is-mail-sent").GetBoolean(), Is.False);
    }

    /// <summary>The letters to the owner, an organizer and a co-organizer about a new session; each has as many notes.</summary>
    private async Task<(long, long, long)> NewsAsync(string session, string title)
    {
        List<long> letters = [];
        foreach (var member in new[] { _call.Owner, _organizer, _coorganizer })
        {
            letters.Add(await _call.LettersAsync("new_session", title, member.Email));
            Assert.That(await CallForSessions.NotesAsync(member, "new_session", session), Has.Count.EqualTo(letters[^1]));
        }

        return (letters[0], letters[1], letters[2]);
    }
}
