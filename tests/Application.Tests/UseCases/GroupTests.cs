using NUnit.Framework;
using OpenEvent.Application.Events;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Tests.UseCases;

/// <summary>What becomes of a group without its owner, and of the group of an event that is copied.</summary>
public sealed class GroupTests
{
    private UseCaseRunner _runner = null!;
    private Actor _owner = null!;
    private Group _group = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _runner = await UseCaseRunner.StartAsync();

    [OneTimeTearDown]
    public ValueTask StopAsync() => _runner.DisposeAsync();

    [SetUp]
    public async Task CreateGroupAsync()
    {
        _owner = await SampleEvent.RegisterAsync(_runner, "owner");
        _group = await _runner.As(_owner).CreateAsync<Group>(ResourceDocument.New("group", new { name = "Chess evenings" }, null));
    }

    [Test]
    public async Task The_oldest_organizer_owns_the_group_of_a_deleted_account()
    {
        await AddRoleAsync("invited", isAccepted: false);
        var blocked = await AddRoleAsync("blocked");
        await _runner.ExecuteAsync($"UPDATE users SET is_blocked = true WHERE id = {blocked.UserId}");
        var first = await AddRoleAsync("first");
        await AddRoleAsync("second");
        await DeleteAccountAsync(_owner);
        Assert.That(await ReadOwnerAsync(), Is.EqualTo(first.UserId));
        await DeleteAccountAsync(first);
        Assert.That(await ReadOwnerAsync(), Is.Not.EqualTo(first.UserId), "the second organizer");
        Assert.That(await CountRolesAsync(first), Is.Zero);
    }

    [Test]
    public async Task A_group_without_organizers_is_deleted_with_its_owner()
    {
        await AddRoleAsync("invited", isAccepted: false);
        await DeleteAccountAsync(_owner);
        Assert.That(await _runner.QueryAsync<bool>($"SELECT deleted_at IS NOT NULL FROM groups WHERE id = {_group.Id}"));
    }

    [Test]
    public async Task A_copy_by_a_co_organizer_is_not_in_the_group()
    {
        var original = await SampleEvent.CreateAsync(_runner);
        await _runner.ExecuteAsync($"UPDATE events SET group_id = {_group.Id} WHERE id = {original.Id}");
        var coorganizer = await original.AddMemberAsync(TeamRole.Coorganizer);
        Assert.That((await CopyAsync(coorganizer, original.Id)).GroupId, Is.Null);
        Assert.That((await CopyAsync(original.Owner, original.Id)).GroupId, Is.Null, "the group has not agreed");
        var both = original.Owner with { ManagedGroupIds = [_group.Id] };
        Assert.That((await CopyAsync(both, original.Id)).GroupId, Is.EqualTo(_group.Id));
    }

    private Task<Event> CopyAsync(Actor actor, long original) =>
        _runner.As(actor).SendAsync(new CopyEvent(ResourceKey.FromId(original), default, default));

    private async Task<Actor> AddRoleAsync(string name, bool isAccepted = true)
    {
        var user = await SampleEvent.RegisterAsync(_runner, name);
        await _runner.ExecuteAsync(
            $"""
            INSERT INTO users_groups_roles (group_id, role_id, user_id, email, accepted, token_hash, expires_at)
            VALUES ({_group.Id}, {Role.OrganizerId}, {(isAccepted ? $"{user.UserId}" : "NULL")}, '{user.Email}', {isAccepted},
                '{Guid.NewGuid():n}', now() + interval '1 day')
            """
        );
        return user;
    }

    private async Task DeleteAccountAsync(Actor user) =>
        await _runner.As(SampleEvent.Admin with { UserId = 1_000_000 }).DeleteAsync<User>(user.UserId!.Value);

    private Task<long> ReadOwnerAsync() =>
        _runner.QueryAsync<long>($"SELECT user_id FROM groups WHERE id = {_group.Id} AND deleted_at IS NULL");

    private Task<long> CountRolesAsync(Actor user) =>
        _runner.QueryAsync<long>($"SELECT count(*) FROM users_groups_roles WHERE user_id = {user.UserId}");
}
