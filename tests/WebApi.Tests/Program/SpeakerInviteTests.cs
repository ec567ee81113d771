using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Program;

/// <summary>Invites to speak in a session, which only the account with the verified address answers.</summary>
[TestFixture]
public sealed class SpeakerInviteTests : ServerFixture
{
    private SessionTestEvent _event = null!;
    private ApiClient _author = null!;
    private ApiClient _invitee = null!;
    private string _session = "";
    private string _invite = "";

    [SetUp]
    public async Task InviteAsync()
    {
        _event = await SessionTestEvent.CreateAsync(Server);
        _author = await Server.RegisterUserAsync();
        _invitee = await Server.RegisterUserAsync();
        (_session, _) = await _event.SubmitSessionAsync(_author);
        _invite = (await TryInviteAsync(_author, _invitee.Email)).EnsureStatus(HttpStatusCode.Created).Id();
    }

    [Test]
    public async Task An_accepted_invite_makes_the_invitees_profile_a_speaker_once()
    {
        var early = await AnswerAsync(_invitee, "accept");
        Assert.That(early.Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity), "there is no speaker profile yet");
        var speaker = await _event.CreateSpeakerAsync("Ida", _invitee.Email);
        var accepted = (await AnswerAsync(_invitee, "accept")).EnsureStatus(HttpStatusCode.OK).Json;
        Assert.That(accepted.GetProperty("speaker").GetRawText(), Is.EqualTo(speaker));
        Assert.That(accepted.GetProperty("session").GetRawText(), Is.EqualTo(_session));
        Assert.That((await _event.Owner.GetAsync($"/v1/sessions/{_session}/speakers")).Ids, Is.EqualTo([speaker]));
        Assert.That((await AnswerAsync(_invitee, "accept")).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That((await AnswerAsync(_invitee, "reject")).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That((await _author.DeleteAsync($"/v1/speaker-invites/{_invite}")).Status, Is.EqualTo(HttpStatusCode.Conflict));
    }

    [Test]
    public async Task Only_the_account_with_the_verified_address_answers()
    {
        foreach (var other in new[] { _author, _event.Owner, Server.Admin })
            Assert.That((await AnswerAsync(other, "accept")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await AnswerAsync(await Server.RegisterUserAsync(), "accept")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        await Server.SqlAsync($"UPDATE users SET is_verified = false WHERE id = {_invitee.UserId}");
        foreach (var answer in new[] { "accept", "reject" })
            Assert.That((await AnswerAsync(_invitee, answer)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await _invitee.GetAsync($"/v1/sessions/{_session}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task The_invitee_sees_the_session_while_the_invite_is_pending()
    {
        var stranger = await Server.RegisterUserAsync();
        Assert.That((await stranger.GetAsync($"/v1/sessions/{_session}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        var shown = await _invitee.GetAsync(
            $"/v1/speaker-invites/{_invite}/session?include=session-type,speakers,track,event,speaker-invites"
        );
        Assert.That(shown.EnsureStatus(HttpStatusCode.OK).Id(), Is.EqualTo(_session));
        Assert.That(shown.Data.GetProperty("attributes").TryGetProperty("comments", out _), Is.False, "private fields stay private");
        var readByGet = await _invitee.GetAsync($"/v1/speaker-invites/{_invite}/reject-invite");
        Assert.That(readByGet.Status, Is.EqualTo(HttpStatusCode.MethodNotAllowed));

        (await AnswerAsync(_invitee, "reject")).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await _invitee.GetAsync($"/v1/sessions/{_session}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await _invitee.GetAsync($"/v1/speaker-invites/{_invite}")).Attribute("status").GetString(), Is.EqualTo("rejected"));
    }

    [Test]
    public async Task Speakers_creator_and_team_invite_and_others_see_nothing()
    {
        var stranger = await Server.RegisterUserAsync();
        Assert.That((await TryInviteAsync(stranger, "a@example.org")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        await _event.SetStateAsync(_session, "Accepted");
        Assert.That((await TryInviteAsync(stranger, "a@example.org")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await TryInviteAsync(_invitee, "b@example.org")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await TryInviteAsync(_author, _invitee.Email)).Status, Is.EqualTo(HttpStatusCode.Conflict));
        (await TryInviteAsync(_event.Owner, "c@example.org")).EnsureStatus(HttpStatusCode.Created);
        Assert.That((await stranger.GetAsync($"/v1/sessions/{_session}/speaker-invites")).Ids, Is.Empty);
        Assert.That((await _invitee.GetAsync($"/v1/sessions/{_session}/speaker-invites")).Ids, Is.EqualTo([_invite]));
        Assert.That((await _invitee.GetAsync($"/v1/events/{_event.EventId}/speaker-invites")).Ids, Is.EqualTo([_invite]));
        Assert.That((await _author.GetAsync($"/v1/sessions/{_session}/speaker-invites")).Ids, Has.Exactly(2).Items);
        Assert.That((await stranger.GetAsync($"/v1/speaker-invites/{_invite}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await _invitee.DeleteAsync($"/v1/speaker-invites/{_invite}")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        (await _author.DeleteAsync($"/v1/speaker-invites/{_invite}")).EnsureStatus(HttpStatusCode.OK);
    }

    [Test]
    public async Task An_expired_invite_has_no_effect_and_is_replaced()
    {
        await _event.CreateSpeakerAsync("Ida", _invitee.Email);
        await Server.SqlAsync($"UPDATE speaker_invites SET expires_at = now() WHERE id = {_invite}");
        Assert.That((await AnswerAsync(_invitee, "accept")).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That((await _invitee.GetAsync($"/v1/sessions/{_session}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        _invite = (await TryInviteAsync(_author, _invitee.Email)).EnsureStatus(HttpStatusCode.Created).Id();
        Assert.That((await _invitee.GetAsync($"/v1/sessions/{_session}")).Status, Is.EqualTo(HttpStatusCode.OK));
        (await AnswerAsync(_invitee, "accept")).EnsureStatus(HttpStatusCode.OK);
    }

    [Test]
    public async Task The_speakers_of_a_locked_session_do_not_change()
    {
        await _event.CreateSpeakerAsync("Ida", _invitee.Email);
        await SessionTestEvent.UpdateSessionAsync(_event.Owner, _session, new { is_locked = true });
        Assert.That((await AnswerAsync(_invitee, "accept")).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That((await TryInviteAsync(_author, "d@example.org")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        (await TryInviteAsync(_event.Owner, "d@example.org")).EnsureStatus(HttpStatusCode.Created);
    }

    [Test]
    public async Task The_invitee_gets_an_email()
    {
        await Server.ProcessOutboxAsync();
        var text = await Server.SqlAsync<string>(
            $"SELECT message FROM mails WHERE recipient = '{_invitee.Email}' AND action = 'speaker_invite'"
        );
        Assert.That(text, Does.Contain("Gears").And.Contain("/cfs"));
    }

    private Task<ApiResponse> TryInviteAsync(ApiClient inviter, string email) =>
        inviter.PostAsync(
            "/v1/speaker-invites",
            JsonApiDocument.Of(
                "speaker-invite",
                null,
                new { email, status = "accepted" },
                ("event", "event", _event.EventId),
                ("session", "session", _session)
            )
        );

    private Task<ApiResponse> AnswerAsync(ApiClient client, string answer) =>
        client.PostAsync($"/v1/speaker-invites/{_invite}/{answer}-invite", null);
}
