using Npgsql;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Infrastructure.Security;

/// <summary>
/// Loads the account of each request with one prepared SQL statement. It does not use EF, because every request with a token runs it. An
/// accepted organizer of a group has that role at the events of the group; this is the only place that says so.
/// </summary>
internal sealed class PostgresAccountLookup(NpgsqlDataSource database, TimeProvider clock) : IAccountLookup
{
    /// <summary>At most so many users are students of the classes that one user teaches.</summary>
    private const int MaxStudents = 2 * LabClass.MaxPerUser * LabClass.MaxMembers;

    /// <summary>The classes of the lab, which most requests do not read.</summary>
    private static readonly string Classes = $"""
        , ARRAY(SELECT m.class_id FROM lab_class_members m WHERE m.user_id = u.id),
            ARRAY(SELECT m.class_id FROM lab_class_members m WHERE m.user_id = u.id AND m.role = 'Teacher'),
            ARRAY(SELECT DISTINCT s.user_id FROM lab_class_members m JOIN lab_class_members s ON s.class_id = m.class_id
                WHERE m.user_id = u.id AND m.role = 'Teacher' AND s.role = 'Student' LIMIT {MaxStudents})
        """;

    private const string ByUser = "WHERE u.id = $1";

    private const string TokenColumns = ", a.id, a.scope, a.expires_at";

    /// <summary>
    /// A token of a service account ends with its event, and when the person who made it may no longer manage the account.
    /// </summary>
    private static readonly string ByToken = $"""
        JOIN access_tokens a ON a.user_id = u.id AND a.epoch = u.token_epoch
        WHERE a.token_hash = $1 AND a.expires_at > $2
            AND (u.owning_event_id IS NULL OR EXISTS (SELECT FROM events e WHERE e.id = u.owning_event_id AND e.deleted_at IS NULL))
            AND (a.created_by_id IS NULL OR a.created_by_id = u.id OR EXISTS (
                SELECT FROM users m WHERE m.id = a.created_by_id AND m.deleted_at IS NULL AND NOT m.is_blocked
                    AND (m.is_admin OR m.is_super_admin OR EXISTS (
                        SELECT FROM users_events_roles r WHERE r.user_id = m.id AND r.event_id = u.owning_event_id
                            AND r.role_id IN ({Role.OwnerId}, {Role.OrganizerId})))))
        """;

    private static readonly string Sql = CreateSql("", ByUser);
    private static readonly string SqlWithClasses = CreateSql(Classes, ByUser);
    private static readonly string TokenSql = CreateSql(TokenColumns, ByToken);
    private static readonly string TokenSqlWithClasses = CreateSql(Classes + TokenColumns, ByToken);

    private static string CreateSql(string more, string which) =>
        $"""
            SELECT u.email, u.is_verified, u.is_admin, u.is_super_admin, u.is_sales_admin, u.is_marketer, u.token_epoch, u.kept_token_id,
                held.events, held.roles,
                ARRAY(SELECT DISTINCT t.user_id FROM users_events_roles t WHERE t.event_id = ANY (held.managed) LIMIT 5000),
                ARRAY(SELECT g.id FROM groups g WHERE g.user_id = u.id AND g.deleted_at IS NULL
                    UNION SELECT g.id FROM users_groups_roles o JOIN groups g ON g.id = o.group_id
                        WHERE o.user_id = u.id AND o.accepted AND o.role_id = {Role.OrganizerId} AND g.deleted_at IS NULL),
                ARRAY(SELECT DISTINCT n.panel_name FROM custom_system_role_panels p JOIN panel_permissions n ON n.id = p.panel_permission_id
                    WHERE n.can_access AND n.panel_name IS NOT NULL AND (
                        (p.custom_system_role_id = {CustomSystemRole.SalesAdminId} AND u.is_sales_admin)
                        OR (p.custom_system_role_id = {CustomSystemRole.MarketerId} AND u.is_marketer)
                        OR p.custom_system_role_id IN (
                            SELECT custom_system_role_id FROM user_system_roles WHERE user_id = u.id AND event_id IS NULL))),
                held.by_group, u.is_service_account{more}, u.id
            FROM users u CROSS JOIN LATERAL (
                SELECT coalesce(array_agg(r.event_id ORDER BY r.event_id, r.role_id, r.by_group), ARRAY[]::bigint[]) AS events,
                    coalesce(array_agg(r.role_id ORDER BY r.event_id, r.role_id, r.by_group), ARRAY[]::bigint[]) AS roles,
                    coalesce(array_agg(r.by_group ORDER BY r.event_id, r.role_id, r.by_group), ARRAY[]::boolean[]) AS by_group,
                    coalesce(
                        array_agg(r.event_id) FILTER (WHERE r.role_id IN ({Role.OwnerId}, {Role.OrganizerId}, {Role.CoorganizerId})),
                        ARRAY[]::bigint[]
                    ) AS managed
                FROM (
                    SELECT event_id, role_id, false AS by_group FROM users_events_roles WHERE user_id = u.id
                    UNION
                    SELECT e.id, o.role_id, true FROM users_groups_roles o
                        JOIN groups g ON g.id = o.group_id AND g.deleted_at IS NULL
                        JOIN events e ON e.group_id = g.id
                        WHERE o.user_id = u.id AND o.accepted AND o.role_id = {Role.OrganizerId}
                ) r
            ) held
            {which} AND u.deleted_at IS NULL AND NOT u.is_blocked
            """;

    public async Task<Account?> FindAsync(long userId, CancellationToken ct, bool withLabClasses = false)
    {
        await using var command = database.CreateCommand(withLabClasses ? SqlWithClasses : Sql);
        command.Parameters.AddWithValue(userId);
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? await ReadAsync(row, withLabClasses, ct) : null;
    }

    public async Task<TokenAccount?> FindByTokenAsync(string tokenHash, CancellationToken ct, bool withLabClasses = false)
    {
        await using var command = database.CreateCommand(withLabClasses ? TokenSqlWithClasses : TokenSql);
        command.Parameters.AddWithValue(tokenHash);
        command.Parameters.AddWithValue(clock.GetUtcNow());
        await using var row = await command.ExecuteReaderAsync(ct);
        var token = withLabClasses ? 18 : 15;
        // A newer version may have stored a word that this one does not know.
        if (!await row.ReadAsync(ct) || !TokenScope.TryParse(row.GetString(token + 1), out var scope))
            return null;
        var account = await ReadAsync(row, withLabClasses, ct);
        return new TokenAccount(
            account with
            {
                Actor = account.Actor.Within(scope) with { TokenId = row.GetInt64(token) },
            },
            row.GetInt64(token),
            row.GetFieldValue<DateTimeOffset>(token + 2)
        );
    }

    private static async Task<Account> ReadAsync(NpgsqlDataReader row, bool withLabClasses, CancellationToken ct)
    {
        var events = row.GetFieldValue<long[]>(8);
        var roles = row.GetFieldValue<long[]>(9);
        var byGroup = row.GetFieldValue<bool[]>(13);
        var isServiceAccount = row.GetBoolean(14);
        var actor = new Actor(
            row.GetInt64(row.FieldCount - 1),
            isServiceAccount ? null : row.GetString(0),
            row.GetBoolean(1),
            row.GetBoolean(2),
            row.GetBoolean(3),
            row.GetBoolean(4),
            row.GetBoolean(5)
        )
        {
            Roles =
            [
                .. events
                    .Zip(roles, byGroup)
                    .Where(r => Role.TeamRoleOf(r.Second) is not null)
                    .Select(r => new HeldRole(r.First, Role.TeamRoleOf(r.Second)!.Value, r.Third)),
            ],
            TeammateIds = row.GetFieldValue<long[]>(10),
            ManagedGroupIds = row.GetFieldValue<long[]>(11),
            Panels = row.GetFieldValue<string[]>(12),
            IsServiceAccount = isServiceAccount,
            LabClasses = withLabClasses
                ? new HeldLabClasses(row.GetFieldValue<long[]>(15), row.GetFieldValue<long[]>(16), row.GetFieldValue<long[]>(17))
                : null,
        };
        return new Account(actor, row.GetInt32(6), await row.IsDBNullAsync(7, ct) ? null : row.GetString(7));
    }

    public async Task<TokenValidity?> FindTokenValidityAsync(long userId, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            "SELECT token_epoch, kept_token_id FROM users WHERE id = $1 AND deleted_at IS NULL AND NOT is_blocked"
        );
        command.Parameters.AddWithValue(userId);
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct)
            ? new TokenValidity(row.GetInt32(0), await row.IsDBNullAsync(1, ct) ? null : row.GetString(1))
            : null;
    }
}
