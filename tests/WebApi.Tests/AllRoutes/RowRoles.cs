using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.AllRoutes;

/// <summary>
/// The users whose role depends on a row, such as the author of a session. For the field table: the actor that a request of each role
/// has.
/// </summary>
internal sealed class RowRoles
{
    /// <summary>Roles that give no more access than that of any verified user.</summary>
    public static readonly string[] WithoutRights =
    [
        "anonymous",
        "unverified",
        TestRoles.SameUnverifiedAddress,
        "invitee",
        "former_member",
    ];

    private readonly TwoTenantServer _tenants;
    private readonly Dictionary<(string Role, Tenant Tenant), ApiClient> _clients = [];

    private RowRoles(TwoTenantServer tenants) => _tenants = tenants;

    public static async Task<RowRoles> CreateAsync(TwoTenantServer tenants)
    {
        var roles = new RowRoles(tenants);
        foreach (var tenant in new[] { tenants.TenantA, tenants.DraftTenant })
            await roles.AddAsync(tenant);
        await roles.AddSameUnverifiedAddressAsync(tenants.TenantB);
        return roles;
    }

    /// <returns>The user and the tenant on whose rows the role depends; null if no user has the role in the tenant.</returns>
    public (ApiClient Client, Tenant Tenant)? Find(string role, Tenant tenant)
    {
        if (!TestRoles.OfRow.Contains(role))
            return (_tenants.ClientFor(role, tenant), tenant);
        // All addresses of one tenant's rows belong to this account, so it has a tenant of its own.
        if (role == TestRoles.SameUnverifiedAddress && tenant == _tenants.TenantA)
            tenant = _tenants.TenantB;
        return _clients.TryGetValue((role, tenant), out var client) ? (client, tenant) : null;
    }

    /// <summary>The actors of the field table.</summary>
    public async Task<IReadOnlyList<(string Role, Actor Actor, Tenant Tenant)>> LoadActorsAsync()
    {
        List<(string, Actor, Tenant)> actors = [];
        foreach (
            var role in new[]
            {
                "anonymous",
                "unverified",
                "verified",
                "attendee",
                "buyer",
                TestRoles.SameUnverifiedAddress,
                "invitee",
                "session_author",
                "speaker",
                "former_member",
                "registrar",
                "moderator",
                "track_organizer",
                "coorganizer",
                "organizer",
                "owner",
                "admin",
            }
        )
            if (Find(role, _tenants.TenantA) is var (client, tenant))
                actors.Add((role, role == "anonymous" ? Actor.Anonymous : await LoadActorAsync(client), tenant));
        return actors;
    }

    private async Task AddAsync(Tenant tenant)
    {
        var server = _tenants.Server;
        var (session, speaker) = (tenant.RowIds["session"], tenant.RowIds["speaker"]);
        await AddUserAsync("invitee", $"invited-{tenant.Marker}@example.org");
        var author = await AddUserAsync("session_author", $"author-{tenant.Marker}@example.org");
        await AddUserAsync("speaker", $"speaker-{tenant.Marker}@example.org");
        // The team member who added the speaker, and has left the team.
        var former = await AddUserAsync("former_member", $"former-{tenant.Marker}@example.org");
        await server.SqlAsync(
            $"""
            UPDATE sessions SET creator_id = {author.UserId} WHERE id = {session};
            INSERT INTO session_speaker (session_id, speaker_id) VALUES ({session}, {speaker}) ON CONFLICT DO NOTHING;
            UPDATE speakers SET user_id = {former.UserId} WHERE id = {speaker}
            """
        );

        async Task<ApiClient> AddUserAsync(string role, string email) =>
            _clients[(role, tenant)] = await server.RegisterUserAsync(email: email);
    }

    private async Task AddSameUnverifiedAddressAsync(Tenant tenant)
    {
        var unproved = await _tenants.Server.RegisterUserAsync(verified: false, email: $"speaker-{tenant.Marker}@example.org");
        await _tenants.Server.SqlAsync(
            $"""
            UPDATE attendees SET email = '{unproved.Email}' WHERE id = {tenant.RowIds["attendee"]};
            UPDATE role_invites SET email = '{unproved.Email}' WHERE id = {tenant.RowIds["role-invite"]}
            """
        );
        _clients[(TestRoles.SameUnverifiedAddress, tenant)] = unproved;
    }

    private async Task<Actor> LoadActorAsync(ApiClient client)
    {
        await using var scope = _tenants.Server.App.Services.CreateAsyncScope();
        var id = await _tenants.Server.SqlAsync<long>(
            client.UserId > 0 ? $"SELECT {client.UserId}::bigint" : $"SELECT id FROM users WHERE email = '{client.Email}'"
        );
        return (
            await scope.ServiceProvider.GetRequiredService<IAccountLookup>().FindAsync(id, CancellationToken.None, withLabClasses: true)
        )!.Actor;
    }
}
