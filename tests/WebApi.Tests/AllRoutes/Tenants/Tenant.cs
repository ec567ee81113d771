using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.AllRoutes;

/// <summary>
/// The data of one organizer: an event with a row of every type, and a user in every role. Every text contains the marker.
/// </summary>
public sealed class Tenant(string marker)
{
    public string Marker => marker;

    public Dictionary<string, ApiClient> Clients { get; } = [];

    /// <summary>The ids of the tenant's rows, by JSON:API type.</summary>
    public Dictionary<string, string> RowIds { get; } = [];

    public string EventId => RowIds["event"];

    /// <summary>The same tenant in a copy of the database, to which another server is connected.</summary>
    public Tenant At(OpenEventServer server)
    {
        var copy = new Tenant(marker);
        foreach (var (role, client) in Clients)
            copy.Clients[role] = server.ClientLike(client);
        foreach (var (type, id) in RowIds)
            copy.RowIds[type] = id;
        return copy;
    }

    /// <summary>Creates a tenant.</summary>
    /// <param name="state">The state of the event: <c>published</c> or <c>draft</c>.</param>
    public static async Task<Tenant> CreateAsync(OpenEventServer server, string marker, string state)
    {
        var tenant = new Tenant(marker);
        var owner = tenant.Clients["owner"] = await server.RegisterUserAsync(email: $"owner-{marker}@example.org");
        var made = await owner.CreateAsync("event", SampleAttributes.Event(marker, "draft"));
        tenant.RowIds["event"] = made.Id();
        var role = 2;
        foreach (var name in new[] { "organizer", "coorganizer", "track_organizer", "moderator", "registrar" })
        {
            var id = role++ switch
            {
                2 => 2,
                3 => 3,
                4 => 4,
                5 => 5,
                _ => 7,
            };
            var person = tenant.Clients[name] = await server.RegisterUserAsync(email: $"{name}-{marker}@example.org");
            await server.SqlAsync(
                $"INSERT INTO users_events_roles (user_id, event_id, role_id) VALUES ({person.UserId}, {tenant.EventId}, {id})"
            );
        }

        tenant.RowIds["user"] = $"{owner.UserId}";
        tenant.RowIds["users-events-roles"] = await server.SqlIdAsync(
            $"SELECT id FROM users_events_roles WHERE event_id = {tenant.EventId} AND role_id = 3"
        );
        tenant.RowIds["email-notification"] = await server.SqlIdAsync(
            $"SELECT id FROM email_notifications WHERE event_id = {tenant.EventId} AND user_id = {owner.UserId}"
        );
        tenant.RowIds["notification"] = await server.SqlIdAsync(
            $$"""
            INSERT INTO notifications (user_id, content, is_read, created_at)
            VALUES ({{owner.UserId}}, '{"text": "{{marker}}"}', false, now()) RETURNING id
            """
        );
        tenant.RowIds["notification-action"] = await server.SqlIdAsync(
            $"""
            INSERT INTO notification_actions (notification_id, action_type, subject, subject_id)
            VALUES ({tenant.RowIds["notification"]}, 'view', 'event', '{marker}') RETURNING id
            """
        );
        tenant.RowIds["user-email"] = (
            await owner.CreateAsync("user-email", SampleAttributes.For("user-email", marker), ("user", "user", $"{owner.UserId}"))
        ).Id();
        tenant.RowIds["booking"] = (
            await owner.PostAsync("/v1/lab/bookings", JsonApiDocument.Of("booking", null, SampleAttributes.For("booking", marker)))
        )
            .EnsureStatus(System.Net.HttpStatusCode.Created)
            .Id();
        tenant.RowIds["lab-call"] = await server.SqlIdAsync(
            $"""
            INSERT INTO lab_calls (user_id, device, function, outcome, created_at)
            VALUES ({owner.UserId}, 'main', 'get_voltage(''{marker}'')', 'Done', now()) RETURNING id
            """
        );
        tenant.RowIds["import-job"] = await server.SqlIdAsync(
            $"""
            INSERT INTO import_jobs (user_id, task, starts_at, result, result_status)
            VALUES ({owner.UserId}, '{marker}', now(), '{marker}', 'FAILURE') RETURNING id
            """
        );
        tenant.RowIds["task"] = await server.SqlAsync<string>(
            $"""
            INSERT INTO tasks (key, owner_id, kind, parameters, state, rows, failure, created_at, expires_at)
            VALUES (gen_random_uuid(), {owner.UserId}, 'orders-csv', '{"{}"}', 'Failed', 0, '{marker}', now(), now() + interval '7 days')
            RETURNING key::text
            """
        );
        foreach (var type in SampleAttributes.EventTypes)
            tenant.RowIds[type] = (
                await owner.CreateAsync(type, SampleAttributes.For(type, marker), ("event", "event", tenant.EventId))
            ).Id();
        tenant.RowIds["role-invite"] = (
            await owner.CreateAsync(
                "role-invite",
                SampleAttributes.For("role-invite", marker),
                ("event", "event", tenant.EventId),
                ("role", "role", "3")
            )
        ).Id();
        await TenantOrders.AddAsync(server, tenant);
        await TenantCheckIns.AddAsync(server, tenant);
        await TenantCommunity.AddAsync(server, tenant, isDraft: state == "draft");
        await TenantVideo.AddAsync(server, tenant);
        await TenantLab.AddAsync(server, tenant);
        if (state == "published")
            (
                await owner.PatchAsync($"/v1/events/{tenant.EventId}", JsonApiDocument.Of("event", tenant.EventId, new { state }))
            ).EnsureStatus(System.Net.HttpStatusCode.OK);
        return tenant;
    }
}
