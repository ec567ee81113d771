using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Tests.UseCases;

/// <summary>
/// A user with a row of everything that is about a person, at an event that is over. Every text that says something about them contains
/// their name or their address.
/// </summary>
internal sealed class SamplePerson
{
    private static int _count;

    private readonly UseCaseRunner _runner;

    private SamplePerson(UseCaseRunner runner, Actor user, SampleEvent past)
    {
        _runner = runner;
        User = user;
        Past = past;
        LastName = $"Quickbrook{Interlocked.Increment(ref _count)}";
    }

    public Actor User { get; }

    public long Id => User.UserId!.Value;

    public string Email => User.Email!;

    public string LastName { get; }

    public string Name => $"Zoë {LastName}";

    /// <summary>The event that is over. Someone else owns it.</summary>
    public SampleEvent Past { get; }

    public Dictionary<string, long> Ids { get; } = [];

    public static async Task<SamplePerson> CreateAsync(UseCaseRunner runner)
    {
        var past = await SampleEvent.CreateAsync(runner);
        var ticket = await past.AddTicketAsync();
        await runner.ExecuteAsync($"UPDATE events SET starts_at = '2020-05-01Z', ends_at = '2020-05-02Z' WHERE id = {past.Id}");
        var person = new SamplePerson(runner, await SampleEvent.RegisterAsync(runner, "zoe"), past);
        await person.FillAccountAsync();
        await person.AddEventRowsAsync();
        await person.AddProgramAsync();
        await person.AddOrdersAsync(ticket.Id);
        await person.AddRecordsAsync();
        return person;
    }

    private string Text => $"'About {Name}'";

    private string Address => $"'{Email}'";

    private async Task AddAsync(string table, params (string Column, string Value)[] values) =>
        Ids[table] = await _runner.InsertAsync(table, values);

    private async Task FillAccountAsync()
    {
        await FillTextsAsync("users", Id, "email", "password_hash", "kept_token_id", "first_name", "last_name", "public_name");
        await _runner.ExecuteAsync($"UPDATE users SET first_name = 'Zoë', last_name = '{LastName}', facebook_id = {Id} WHERE id = {Id}");
        var user = ("user_id", $"{Id}");
        await AddAsync("user_emails", user, ("email_address", $"'second-{Email}'"), ("type", Text));
        await AddAsync("password_resets", user, ("email", Address), ("token_hash", $"'{Guid.NewGuid():n}'"));
        await AddAsync("notifications", user, ("content", $"jsonb_build_object('text', {Text})"));
        await AddAsync("notification_actions", ("notification_id", $"{Ids["notifications"]}"), ("subject", Text));
        await AddAsync("email_notifications", user, ("event_id", $"{Past.Id}"));
        await AddAsync("access_tokens", user, ("name", Text), ("token_hash", $"'{Guid.NewGuid():n}'"), ("expires_at", "now() + '1 day'"));
        await AddAsync("import_jobs", user, ("result", Text), ("task", $"'{Guid.NewGuid()}'"));
        await AddAsync("custom_system_roles", ("name", $"'Role {Id}'"));
        await AddAsync("user_system_roles", user, ("custom_system_role_id", $"{Ids["custom_system_roles"]}"));
    }

    private async Task AddEventRowsAsync()
    {
        var user = ("user_id", $"{Id}");
        var e = ("event_id", $"{Past.Id}");
        await AddAsync("user_favourite_events", user, e);
        await AddAsync("users_events_roles", user, e, ("role_id", $"{Role.OrganizerId}"));
        await AddAsync("role_invites", e, ("email", Address), ("role_id", $"{Role.OrganizerId}"), ("status", "'Pending'"));
        await AddAsync("groups", ("user_id", $"{Past.Owner.UserId}"), ("name", $"'Group {Id}'"));
        var group = ("group_id", $"{Ids["groups"]}");
        await AddAsync("user_follow_groups", user, group);
        await AddAsync(
            "users_groups_roles",
            user,
            group,
            ("email", Address),
            ("role_id", $"{Role.OrganizerId}"),
            ("accepted", "true"),
            ("token_hash", $"'{Guid.NewGuid():n}'")
        );
    }

    private async Task AddProgramAsync()
    {
        var user = ("user_id", $"{Id}");
        var e = ("event_id", $"{Past.Id}");
        await AddAsync("speakers", user, e, ("name", $"'{Name}'"), ("email", Address));
        await FillTextsAsync("speakers", Ids["speakers"], "name", "email");
        Ids["accepted"] = await _runner.InsertAsync("sessions", e, ("title", "'Talk'"), ("state", $"'{SessionState.Accepted}'"));
        Ids["proposal"] = await _runner.InsertAsync("sessions", e, ("title", Text), ("state", $"'{SessionState.Pending}'"));
        await _runner.ExecuteAsync($"UPDATE sessions SET creator_id = {Id} WHERE id IN ({Ids["accepted"]}, {Ids["proposal"]})");
        await FillTextsAsync("sessions", Ids["proposal"], "title", "state", "import_uid", "level", "language");
        await _runner.ExecuteAsync($"UPDATE sessions SET comments = {Text}, twitter = {Text} WHERE id = {Ids["accepted"]}");
        var session = ("session_id", $"{Ids["accepted"]}");
        await AddAsync("session_speaker", session, ("speaker_id", $"{Ids["speakers"]}"));
        await AddAsync("session_speaker", ("session_id", $"{Ids["proposal"]}"), ("speaker_id", $"{Ids["speakers"]}"));
        Ids["break"] = await _runner.InsertAsync(
            "sessions",
            e,
            ("title", "'Break'"),
            ("state", $"'{SessionState.Draft}'"),
            ("creator_id", $"{Id}")
        );
        await AddAsync("feedbacks", user, e, ("rating", "5"), ("comment", Text));
        await AddAsync("user_favourite_sessions", user, session);
        await AddAsync("speaker_invites", session, e, ("email", Address), ("status", "'Pending'"));
        await AddAsync("exhibitors", e, ("name", "'Stand'"), ("contact_email", Address));
        await AddAsync("video_streams", ("host_event_id", $"{Past.Id}"), ("name", "'Stream'"), ("url", "'https://example.org'"));
        await AddAsync("video_stream_moderators", e, ("email", Address), ("video_stream_id", $"{Ids["video_streams"]}"));
    }

    private async Task AddOrdersAsync(long ticketId)
    {
        var ticket = ("ticket_id", $"{ticketId}");
        var e = ("event_id", $"{Past.Id}");
        Ids["paid"] = await AddOrderAsync($"{Id}", 10);
        Ids["free"] = await AddOrderAsync($"{Id}", 0);
        var others = await AddOrderAsync($"{Past.Buyer.UserId}", 10);
        await AddAsync("order_tickets", ("order_id", $"{Ids["paid"]}"), ticket, ("quantity", "1"), ("discounted", "0"));
        Ids["own"] = await AddAttendeeAsync(ticket, Ids["paid"], "'Zoë'", Address);
        await FillTextsAsync(
            "attendees",
            Ids["own"],
            "identifier",
            "checkin_times",
            "checkout_times",
            "register_times",
            "email",
            "firstname",
            "lastname",
            "device_name_checkin"
        );
        Ids["unnamed-address"] = await AddAttendeeAsync(ticket, Ids["free"], "'Zoë'", "NULL");
        Ids["guest"] = await AddAttendeeAsync(ticket, others, "'Zoë'", Address);
        Ids["friend"] = await _runner.InsertAsync(
            "attendees",
            e,
            ticket,
            ("order_id", $"{Ids["paid"]}"),
            ("firstname", "'Bob'"),
            ("email", $"'bob-{Email}'"),
            ("identifier", $"'bob-{Id}'")
        );
        Ids["others"] = others;
        var attendee = ("attendee_id", $"{Ids["own"]}");
        await AddAsync("scans", attendee, e, ("message", Text));
        await AddAsync("virtual_check_ins", attendee, e);
        await AddAsync("microlocations", e, ("name", "'Hall'"));
        var room = ("microlocation_id", $"{Ids["microlocations"]}");
        await AddAsync("stations", e, room, ("station_name", "'Gate'"), ("station_type", "'registration'"));
        await AddAsync("user_check_in", e, room, ("station_id", $"{Ids["stations"]}"), ("ticket_holder_id", $"{Ids["own"]}"));
        await AddAsync(
            "payments",
            e,
            ("order_id", $"{Ids["paid"]}"),
            ("reference", $"'pay-{Id}'"),
            ("currency", "'EUR'"),
            ("provider", "'stripe'"),
            ("account", "'acct_of_event'"),
            ("state", "'Succeeded'"),
            ("taken", "10"),
            ("refunded", "1"),
            ("disputed_amount", "0")
        );
        await AddAsync(
            "refunds",
            e,
            ("user_id", $"{Id}"),
            ("payment_id", $"{Ids["payments"]}"),
            ("reference", $"'back-{Id}'"),
            ("reason", "'OrderCancelled'"),
            ("initiated_by", "'User'"),
            ("state", "'Succeeded'")
        );
        await AddAsync(
            "event_invoices",
            e,
            ("user_id", $"{Id}"),
            ("identifier", $"'invoice-{Id}'"),
            ("status", "'paid'"),
            ("currency", "'EUR'"),
            ("stripe_token", Text),
            ("last4", "'4242'")
        );
    }

    private async Task AddRecordsAsync()
    {
        var user = ("user_id", $"{Id}");
        await AddAsync("lab_calls", user, ("function", Text), ("outcome", "'Done'"));
        await AddAsync("lab_bookings", user, ("device", $"'main {Id}'"), ("starts_at", "now()"), ("ends_at", "now() + interval '1 hour'"));
        await AddAsync("lab_booking_slots", ("device", $"'main {Id}'"), ("booking_id", $"{Ids["lab_bookings"]}"));
        await AddAsync("lab_scripts", user, ("title", Text), ("code", Text), ("kind", "'Script'"));
        var script = ("script_id", $"{Ids["lab_scripts"]}");
        await AddAsync("lab_script_versions", script, ("code", Text));
        await AddAsync("lab_runs", user, script, ("title", Text), ("code", Text), ("status", "'done'"));
        await AddAsync("lab_run_outputs", ("run_id", $"{Ids["lab_runs"]}"), ("content", Text));
        await AddAsync("lab_answers", user, script, ("answer", Text));
        await AddAsync("lab_classes", user, ("name", Text));
        await AddAsync("lab_class_members", user, ("class_id", $"{Ids["lab_classes"]}"), ("role", "'Teacher'"));
        await AddAsync("activities", ("actor", $"'user {Id}'"), ("action", "'faq 7 changed'"), ("time", "now()"));
        await AddAsync("mails", ("recipient", Address), ("message", Text), ("key", $"'a {Email}'"), ("state", "'Sent'"));
        await AddAsync(
            "mails",
            ("recipient", "'team@example.org'"),
            ("message", $"'Write to {Email}'"),
            ("key", $"'b {Id}'"),
            ("state", "'Sent'")
        );
        await AddAsync("outbox", ("kind", "'letter'"), ("key", $"'done {Email}'"), ("state", "'Done'"), ("done_at", "now()"));
        await AddAsync(
            "outbox",
            ("kind", "'letter'"),
            ("key", $"'waiting {Id}'"),
            ("state", "'Waiting'"),
            ("payload", $"'{{\"To\": \"{Email}\", \"Letter\": {{\"Name\": \"{Name}\"}}}}'")
        );
        await AddAsync(
            "tasks",
            ("owner_id", $"{Id}"),
            ("kind", "'orders-csv'"),
            ("state", "'Succeeded'"),
            ("expires_at", "now() + interval '7 days'")
        );
    }

    private async Task<long> AddOrderAsync(string buyer, int amount)
    {
        var id = await _runner.InsertAsync(
            "orders",
            ("event_id", $"{Past.Id}"),
            ("user_id", buyer),
            ("identifier", $"'{Guid.NewGuid()}'"),
            ("status", "'Completed'"),
            ("completed_at", "'2020-04-01Z'"),
            ("amount", $"{amount}"),
            ("amount_refunded", "0")
        );
        if (buyer == $"{Id}")
            await _runner.ExecuteAsync(
                $"""
                UPDATE orders SET company = {Text}, tax_business_info = {Text}, address = {Text}, city = {Text}, state = {Text},
                    zipcode = {Text}, country = 'Norway', order_notes = {Text}, cancel_note = {Text}, brand = {Text}, payment_url = {Text}
                WHERE id = {id}
                """
            );
        return id;
    }

    private Task<long> AddAttendeeAsync((string, string) ticket, long order, string firstname, string email) =>
        _runner.InsertAsync(
            "attendees",
            ("event_id", $"{Past.Id}"),
            ticket,
            ("order_id", $"{order}"),
            ("firstname", firstname),
            ("lastname", $"'{LastName}'"),
            ("email", email),
            ("identifier", $"'{Guid.NewGuid():n}'")
        );

    /// <summary>Writes the name of the person into every text of a row.</summary>
    private async Task FillTextsAsync(string table, long id, params string[] except)
    {
        var columns = await _runner.QueryAsync<string[]>(
            $"""
            SELECT array_agg(column_name || CASE data_type WHEN 'jsonb' THEN '::jsonb' ELSE '' END) FROM information_schema.columns
            WHERE table_schema = 'public' AND table_name = '{table}' AND is_generated = 'NEVER'
                AND data_type IN ('text', 'character varying', 'jsonb')
                AND column_name <> ALL (ARRAY['{string.Join("', '", except)}'])
            """
        );
        var values = columns.Select(c =>
            c.EndsWith("::jsonb", StringComparison.Ordinal)
                ? $"{c[..^"::jsonb".Length]} = jsonb_build_object('text', {Text})"
                : $"{c} = {Text}"
        );
        await _runner.ExecuteAsync($"UPDATE {table} SET {string.Join(", ", values)} WHERE id = {id}");
    }
}
