using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.AllRoutes;

/// <summary>
/// The roles of the field table: those of the surface file, and those that hang on a row, such as the author of a session. Each has the
/// actor that a request of that user has, and the tenant with its row.
/// </summary>
internal sealed class RowRoles
{
    /// <summary>Roles that give no more access than that of any verified user.</summary>
    public static readonly string[] WithoutRights = ["anonymous", "unverified", "same_unverified_address", "invitee", "former_member"];

    private readonly List<(string Role, Actor Actor, Tenant Tenant)> _all = [];

    public IReadOnlyList<(string Role, Actor Actor, Tenant Tenant)> All => _all;

    public static async Task<RowRoles> CreateAsync(TwoTenantServer tenants)
    {
        var (server, a, b) = (tenants.Server, tenants.TenantA, tenants.TenantB);
        var roles = new RowRoles();
        foreach (var role in new[] { "anonymous", "unverified", "verified", "attendee", "buyer" })
            await roles.AddAsync(tenants, role, tenants.ClientFor(role, a), a);

        // All addresses of the second tenant's rows are that of an account that has not verified it.
        var unproved = await server.RegisterUserAsync(verified: false, email: $"speaker-{b.Marker}@example.org");
        await server.SqlAsync(
            $"""
            UPDATE attendees SET email = '{unproved.Email}' WHERE id = {b.RowIds["attendee"]};
            UPDATE role_invites SET email = '{unproved.Email}' WHERE id = {b.RowIds["role-invite"]}
            """
        );
        await roles.AddAsync(tenants, "same_unverified_address", unproved, b);
        await roles.AddAsync(tenants, "invitee", await server.RegisterUserAsync(email: $"invited-{a.Marker}@example.org"), a);
        var author = await server.RegisterUserAsync(email: $"author-{a.Marker}@example.org");
        await server.SqlAsync($"UPDATE sessions SET creator_id = {author.UserId} WHERE id = {a.RowIds["session"]}");
        await roles.AddAsync(tenants, "session_author", author, a);
        await server.SqlAsync(
            $"""
            INSERT INTO session_speaker (session_id, speaker_id) VALUES ({a.RowIds["session"]}, {a.RowIds["speaker"]})
            ON CONFLICT DO NOTHING
            """
        );
        await roles.AddAsync(tenants, "speaker", await server.RegisterUserAsync(email: $"speaker-{a.Marker}@example.org"), a);

        // The team member who added the speaker, and has left the team.
        var former = await server.RegisterUserAsync(email: $"former-{a.Marker}@example.org");
        await server.SqlAsync($"UPDATE speakers SET user_id = {former.UserId} WHERE id = {a.RowIds["speaker"]}");
        await roles.AddAsync(tenants, "former_member", former, a);
        foreach (var role in new[] { "registrar", "moderator", "track_organizer", "coorganizer", "organizer", "owner", "admin" })
            await roles.AddAsync(tenants, role, tenants.ClientFor(role, a), a);
        return roles;
    }

    private async Task AddAsync(TwoTenantServer tenants, string role, ApiClient client, Tenant tenant)
    {
        if (role == "anonymous")
        {
            _all.Add((role, Actor.Anonymous, tenant));
            return;
        }

        await using var scope = tenants.Server.App.Services.CreateAsyncScope();
        var id = await tenants.Server.SqlAsync<long>(
            client.UserId > 0
                ? $"SELECT {client.UserId.ToString(CultureInfo.InvariantCulture)}::bigint"
                : $"SELECT id FROM users WHERE email = '{client.Email}'"
        );
        var account = await scope.ServiceProvider.GetRequiredService<IAccountLookup>().FindAsync(id, CancellationToken.None);
        _all.Add((role, account!.Actor, tenant));
    }
}
