using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Proof;

/// <summary>One organizer's world: an event with a row of every type, and somebody in every role. Its mark stands in every text.</summary>
public sealed class Tenant(string mark)
{
    public string Mark => mark;

    public Dictionary<string, Client> People { get; } = [];

    /// <summary>The id of this tenant's row, by JSON:API type.</summary>
    public Dictionary<string, string> Rows { get; } = [];

    public string EventId => Rows["event"];

    /// <summary>A new tenant with a published event, or a draft.</summary>
    public static async Task<Tenant> CreateAsync(OpenEventServer server, string mark, string state)
    {
        var tenant = new Tenant(mark);
        var owner = tenant.People["owner"] = await server.SomebodyAsync(email: $"owner-{mark}@example.org");
        var made = await owner.CreateAsync("event", Samples.Event(mark, "draft"));
        tenant.Rows["event"] = made.Id();
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
            var person = tenant.People[name] = await server.SomebodyAsync(email: $"{name}-{mark}@example.org");
            await server.SqlAsync(
                $"INSERT INTO users_events_roles (user_id, event_id, role_id) VALUES ({person.UserId}, {tenant.EventId}, {id})"
            );
        }

        tenant.Rows["user"] = $"{owner.UserId}";
        tenant.Rows["users-events-roles"] =
            $"{await server.SqlAsync<long>($"SELECT id FROM users_events_roles WHERE event_id = {tenant.EventId} AND role_id = 3")}";
        tenant.Rows["email-notification"] =
            $"{await server.SqlAsync<long>($"SELECT id FROM email_notifications WHERE event_id = {tenant.EventId} AND user_id = {owner.UserId}")}";
        tenant.Rows["notification"] =
            $"{await server.SqlAsync<long>($"INSERT INTO notifications (user_id, content, is_read, created_at) VALUES ({owner.UserId}, '{{\"text\": \"{mark}\"}}', false, now()) RETURNING id")}";
        tenant.Rows["booking"] = (await owner.PostAsync("/v1/lab/bookings", Document.Of("booking", null, Samples.Of("booking", mark))))
            .Must(System.Net.HttpStatusCode.Created)
            .Id();
        tenant.Rows["lab-call"] =
            $"{await server.SqlAsync<long>($"INSERT INTO lab_calls (user_id, device, function, outcome, created_at) VALUES ({owner.UserId}, 'main', 'get_voltage(''{mark}'')', 'Done', now()) RETURNING id")}";
        foreach (var type in Samples.EventTypes)
            tenant.Rows[type] = (await owner.CreateAsync(type, Samples.Of(type, mark), ("event", "event", tenant.EventId))).Id();
        tenant.Rows["role-invite"] = (
            await owner.CreateAsync(
                "role-invite",
                Samples.Of("role-invite", mark),
                ("event", "event", tenant.EventId),
                ("role", "role", "3")
            )
        ).Id();
        await Sales.AddAsync(server, tenant);
        await Gate.AddAsync(server, tenant);
        if (state == "published")
            (await owner.PatchAsync($"/v1/events/{tenant.EventId}", Document.Of("event", tenant.EventId, new { state }))).Must(
                System.Net.HttpStatusCode.OK
            );
        return tenant;
    }
}
