using System.Text.Json;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Tests.UseCases;

/// <summary>Invites to roles: who sends and accepts them, and what they replace.</summary>
public sealed class TeamInviteTests
{
    private const string NoInvite = "NotFound /data/token";

    private UseCaseRunner _runner = null!;
    private SampleEvent _event = null!;
    private Actor _invitee = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _runner = await UseCaseRunner.StartAsync();

    [OneTimeTearDown]
    public ValueTask StopAsync() => _runner.DisposeAsync();

    [SetUp]
    public async Task CreateEventAsync()
    {
        _event = await SampleEvent.CreateAsync(_runner);
        _invitee = await SampleEvent.RegisterAsync(_runner, "invitee");
    }

    [Test]
    public async Task An_accepted_invite_gives_the_role_once()
    {
        await InviteAsync(_event.Owner, Role.OrganizerId);
        var token = await ReadTokenAsync();
        var result = await AcceptAsync(_invitee, token);
        Assert.That((result.Email, result.Event, result.Role), Is.EqualTo((_invitee.Email, _event.Id, "organizer")));
        await AcceptAsync(_invitee, token);
        Assert.That(await RolesAsync(_invitee), Is.EqualTo("2"));
        var id = await InviteIdAsync();
        Assert.That(Rejection.Of(() => _runner.As(_event.Owner).DeleteAsync<RoleInvite>(id)), Is.EqualTo("Conflict"), "it is accepted");
    }

    [Test]
    public async Task Only_the_invited_account_accepts()
    {
        await InviteAsync(_event.Owner, Role.CoorganizerId);
        var token = await ReadTokenAsync();
        Assert.That(Rejection.Of(() => AcceptAsync(Actor.Anonymous, token)), Is.EqualTo("Unauthenticated"));
        Assert.That(Rejection.Of(() => AcceptAsync(_event.Buyer, token)), Is.EqualTo("Forbidden"));
        Assert.That(Rejection.Of(() => AcceptAsync(_invitee, token + "x")), Is.EqualTo(NoInvite));
        Assert.That(await RolesAsync(_invitee), Is.Empty);
    }

    [Test]
    public async Task An_expired_or_revoked_invite_is_unknown()
    {
        await InviteAsync(_event.Owner, Role.CoorganizerId);
        var token = await ReadTokenAsync();
        await _runner.ExecuteAsync($"UPDATE role_invites SET expires_at = now() WHERE token_hash <> '' AND id = {await InviteIdAsync()}");
        Assert.That(Rejection.Of(() => AcceptAsync(_invitee, token)), Is.EqualTo(NoInvite));
        Assert.That(Rejection.Of(() => _runner.SendAsync(new GetRoleInviteEmail(token))), Is.EqualTo(NoInvite));
        await InviteAsync(_event.Owner, Role.CoorganizerId);
        var second = await ReadTokenAsync();
        await _runner.As(_event.Owner).DeleteAsync<RoleInvite>(await InviteIdAsync());
        Assert.That(Rejection.Of(() => AcceptAsync(_invitee, second)), Is.EqualTo(NoInvite));
    }

    [Test]
    public async Task An_address_has_one_pending_invite_and_a_held_role_needs_none()
    {
        await InviteAsync(_event.Owner, Role.CoorganizerId);
        Assert.That(Rejection.Of(() => InviteAsync(_event.Owner, Role.ModeratorId)), Is.EqualTo("Conflict /data/attributes/email"));
        await AcceptAsync(_invitee, await ReadTokenAsync());
        Assert.That(Rejection.Of(() => InviteAsync(_event.Owner, Role.CoorganizerId)), Is.EqualTo("Conflict /data/attributes/email"));
        await InviteAsync(_event.Owner, Role.ModeratorId);
        Assert.That(await _runner.QueryAsync<long>(CountInvites("Pending")), Is.EqualTo(1));
    }

    [Test]
    public async Task Organizers_invite_and_only_the_owner_gives_the_event_away()
    {
        var organizer = await _event.AddMemberAsync(TeamRole.Organizer);
        var coorganizer = await _event.AddMemberAsync(TeamRole.Coorganizer);
        Assert.That(Rejection.Of(() => InviteAsync(coorganizer, Role.RegistrarId)), Is.EqualTo("Forbidden"));
        Assert.That(Rejection.Of(() => InviteAsync(organizer, Role.OwnerId)), Is.EqualTo("Forbidden /data/attributes/role"));
        await InviteAsync(organizer, Role.RegistrarId);
        Assert.That(await _runner.QueryAsync<long>(CountInvites("Pending")), Is.EqualTo(1));
    }

    [Test]
    public async Task A_new_owner_makes_the_former_one_an_organizer()
    {
        await InviteAsync(_event.Owner, Role.OwnerId);
        await AcceptAsync(_invitee, await ReadTokenAsync());
        Assert.That((await RolesAsync(_invitee), await RolesAsync(_event.Owner)), Is.EqualTo(("1", "2")));
    }

    [Test]
    public async Task A_second_offer_of_the_ownership_replaces_the_first()
    {
        await InviteAsync(_event.Owner, Role.OwnerId);
        var first = await ReadTokenAsync();
        var other = await SampleEvent.RegisterAsync(_runner, "other");
        await InviteAsync(_event.Owner, Role.OwnerId, other.Email);
        Assert.That(Rejection.Of(() => AcceptAsync(_invitee, first)), Is.EqualTo(NoInvite));
        await AcceptAsync(other, await ReadTokenAsync());
        Assert.That((await RolesAsync(other), await RolesAsync(_event.Owner)), Is.EqualTo(("1", "2")));
    }

    [Test]
    public async Task A_resent_invite_has_a_new_token()
    {
        await InviteAsync(_event.Owner, Role.CoorganizerId);
        var first = await ReadTokenAsync();
        await _runner.As(_event.Owner).SendAsync(new ResendRoleInvite(await InviteIdAsync()));
        var second = await ReadTokenAsync();
        Assert.That(Rejection.Of(() => AcceptAsync(_invitee, first)), Is.EqualTo(NoInvite));
        await AcceptAsync(_invitee, second);
        Assert.That(Rejection.Of(() => ResendAsync()), Is.EqualTo("Conflict"));
        async Task ResendAsync() => await _runner.As(_event.Owner).SendAsync(new ResendRoleInvite(await InviteIdAsync()));
    }

    [TestCase("not an address")]
    [TestCase("a@b@c.org")]
    public void An_invite_needs_an_address(string email) =>
        Assert.That(Rejection.Of(() => InviteAsync(_event.Owner, Role.ModeratorId, email)), Is.EqualTo("Invalid /data/attributes/email"));

    private Task<RoleInvite> InviteAsync(Actor actor, long role, string? email = null) =>
        _runner
            .As(actor)
            .CreateAsync<RoleInvite>(
                ResourceDocument.New(
                    "role-invite",
                    new { email = email ?? _invitee.Email },
                    null,
                    ("event", "event", _event.Id),
                    ("role", "role", role)
                )
            );

    private Task<AcceptRoleInvite.Result> AcceptAsync(Actor actor, string token) =>
        _runner.As(actor).SendAsync(new AcceptRoleInvite(token));

    private Task<long> InviteIdAsync() => _runner.QueryAsync<long>($"SELECT max(id) FROM role_invites WHERE event_id = {_event.Id}");

    private string CountInvites(string status) =>
        $"SELECT count(*) FROM role_invites WHERE event_id = {_event.Id} AND status = '{status}' AND expires_at > now()";

    private Task<string> RolesAsync(Actor actor) =>
        _runner.QueryAsync<string>(
            $"""
            SELECT coalesce(string_agg(role_id::text, ' ' ORDER BY role_id), '') FROM users_events_roles
            WHERE event_id = {_event.Id} AND user_id = {actor.UserId}
            """
        );

    /// <summary>The token of the latest invite, from its e-mail.</summary>
    private async Task<string> ReadTokenAsync()
    {
        var payload = await _runner.QueryAsync<string>(
            $"""
            SELECT payload FROM outbox WHERE kind = '{OutgoingTokenEmail.Kind}' AND key LIKE '{TokenEmailTemplate.EventRole} %'
            ORDER BY id DESC LIMIT 1
            """
        );
        var link = JsonDocument.Parse(payload).RootElement.GetProperty("SealedLink").GetString()!;
        return (await _runner.Secrets.DecryptAsync(OutgoingTokenEmail.EncryptionPurpose, link, default))!.Split("token=")[1];
    }
}
