using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Program;

/// <summary>A speaker belongs to the account that has verified the speaker's e-mail address, and to nobody else.</summary>
[TestFixture]
public sealed class SpeakerOwnershipTests
{
    private OpenEventServer _server = null!;
    private SessionTestEvent _event = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _server = await OpenEventServer.StartAsync();
        _event = await SessionTestEvent.CreateAsync(_server);
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _server.DisposeAsync();

    [Test]
    public async Task An_unverified_account_with_the_address_of_a_speaker_does_not_own_the_speaker()
    {
        var claimant = await _server.RegisterUserAsync(verified: false, email: "known@example.org");
        var speaker = await _event.CreateSpeakerAsync("Known", claimant.Email);
        var (session, _) = await _event.SubmitSessionAsync(_event.Owner, "accepted", speaker);
        await AssertOwnsAsync(claimant, speaker, session, false);
        await _server.SqlAsync($"UPDATE users SET is_verified = true WHERE id = {claimant.UserId}");
        await AssertOwnsAsync(claimant, speaker, session, true);
    }

    [Test]
    public async Task The_profile_follows_its_address()
    {
        var former = await _server.RegisterUserAsync();
        var next = await _server.RegisterUserAsync();
        var speaker = await _event.CreateSpeakerAsync("Moving", former.Email);
        var (session, _) = await _event.SubmitSessionAsync(_event.Owner, "accepted", speaker);
        await AssertOwnsAsync(former, speaker, session, true);
        (
            await _event.Owner.PatchAsync($"/v1/speakers/{speaker}", JsonApiDocument.Of("speaker", speaker, new { email = next.Email }))
        ).EnsureStatus(HttpStatusCode.OK);
        await AssertOwnsAsync(former, speaker, session, false);
        await AssertOwnsAsync(next, speaker, session, true);
        Assert.That((await _server.Admin.GetAsync($"/v1/speakers/{speaker}/relationships/user")).Id(), Is.EqualTo($"{next.UserId}"));
        await _server.SqlAsync($"UPDATE users SET email = 'moved-{next.UserId}@example.org' WHERE id = {next.UserId}");
        await AssertOwnsAsync(next, speaker, session, false);
    }

    [TestCase("nobody@example.org")]
    [TestCase(null)]
    public async Task A_member_who_added_a_speaker_for_another_person_has_no_rights_after_leaving_the_team(string? email)
    {
        var member = await _event.AddMemberAsync(3);
        var speaker = (
            await member.CreateAsync(
                "speaker",
                new
                {
                    name = "Grace Hopper",
                    email,
                    is_email_overridden = email is null,
                },
                ("event", "event", _event.EventId)
            )
        ).Id();
        var (session, _) = await _event.SubmitSessionAsync(_event.Owner, "accepted", speaker);
        await AssertOwnsAsync(member, speaker, session, true);
        await _server.SqlAsync($"DELETE FROM users_events_roles WHERE user_id = {member.UserId}");
        await AssertOwnsAsync(member, speaker, session, false);
    }

    [Test]
    public async Task An_unverified_user_submits_themselves_and_owns_the_profile_once_they_are_verified()
    {
        var newcomer = await _server.RegisterUserAsync(verified: false);
        var speaker = (await newcomer.CreateAsync("speaker", new { name = "New" }, ("event", "event", _event.EventId))).Id();
        var (session, _) = await _event.SubmitSessionAsync(_event.Owner, "accepted", speaker);
        await AssertOwnsAsync(newcomer, speaker, session, false);
        await _server.SqlAsync($"UPDATE users SET is_verified = true WHERE id = {newcomer.UserId}");
        await AssertOwnsAsync(newcomer, speaker, session, true);
    }

    /// <summary>Whether the account reads the private fields, changes the profile, and changes the session.</summary>
    private static async Task AssertOwnsAsync(ApiClient client, string speaker, string session, bool owns)
    {
        var read = (await client.GetAsync($"/v1/speakers/{speaker}")).EnsureStatus(HttpStatusCode.OK);
        Assert.That(read.Data.GetProperty("attributes").TryGetProperty("mobile", out _), Is.EqualTo(owns), "reads");
        var changed = await client.PatchAsync(
            $"/v1/speakers/{speaker}",
            JsonApiDocument.Of("speaker", speaker, new { city = client.Email })
        );
        Assert.That(changed.Status, Is.EqualTo(owns ? HttpStatusCode.OK : HttpStatusCode.Forbidden), "changes the profile");
        var renamed = await SessionTestEvent.UpdateSessionAsync(client, session, new { subtitle = client.Email });
        Assert.That(renamed.Status, Is.EqualTo(owns ? HttpStatusCode.OK : HttpStatusCode.Forbidden), "changes the session");
        if (owns)
            return;
        Assert.That((await client.DeleteAsync($"/v1/speakers/{speaker}")).Status, Is.EqualTo(HttpStatusCode.Forbidden), "deletes");
        Assert.That((await client.DeleteAsync($"/v1/sessions/{session}")).Status, Is.EqualTo(HttpStatusCode.Forbidden), "deletes");
    }
}
