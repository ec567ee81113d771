using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Application.Platform;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Application.Tests.UseCases;

/// <summary>What stays of a person after their account was erased.</summary>
public sealed class ErasureTests : PersonalDataFixture
{
    /// <summary>What the books keep of an order that cost something (docs/decisions/045).</summary>
    private static readonly string[] KeptForTheBooks =
    [
        "orders.address",
        "orders.city",
        "orders.company",
        "orders.state",
        "orders.tax_business_info",
        "orders.zipcode",
    ];

    [Test]
    public async Task After_the_erasure_the_database_does_not_contain_the_person()
    {
        var person = await SamplePerson.CreateAsync(Runner);
        string[] texts = [person.LastName, person.Email];
        Assert.That(await DatabaseSearch.FindAsync(Runner, texts), Has.Length.GreaterThan(100), "a control");
        await EraseAsync(person.User, person.Id);
        await Runner.ProcessOutboxAsync(SendErasureConfirmation.EntryKind);
        // The friend whom the person bought a ticket has an address that contains that of the person.
        await Runner.ExecuteAsync($"UPDATE attendees SET email = 'bob@example.org' WHERE id = {person.Ids["friend"]}");
        Assert.That(await DatabaseSearch.FindAsync(Runner, texts), Is.EquivalentTo(KeptForTheBooks));
        Assert.That(await ReadAsync("orders", "company", person.Ids["free"]), Is.EqualTo("-"), "only of an order that cost something");

        Assert.That(await Runner.SendAsServerAsync(new AnonymizeBilling(new DateTimeOffset(2020, 3, 1, 0, 0, 0, default))), Is.Zero);
        Assert.That(
            await Runner.SendAsServerAsync(new AnonymizeBilling(new DateTimeOffset(2020, 5, 1, 0, 0, 0, default))),
            Is.GreaterThan(0)
        );
        Assert.That(await DatabaseSearch.FindAsync(Runner, texts), Is.Empty, "after the time for which they must be kept");
        Assert.That(await ReadAsync("orders", "country", person.Ids["paid"]), Is.EqualTo("Norway"));
    }

    [Test]
    public async Task Amounts_and_numbers_of_orders_and_the_rows_of_others_stay()
    {
        var person = await SamplePerson.CreateAsync(Runner);
        await EraseAsync(person.User, person.Id);
        Assert.That(
            await Runner.QueryAsync<string>(
                $"SELECT concat_ws(' ', amount::int, status, completed_at::date, user_id) FROM orders WHERE id = {person.Ids["paid"]}"
            ),
            Is.EqualTo($"10 Completed 2020-04-01 {person.Id}")
        );
        Assert.That(
            await Runner.QueryAsync<string>($"SELECT concat_ws(' ', firstname, email) FROM attendees WHERE id = {person.Ids["friend"]}"),
            Is.EqualTo($"Bob bob-{person.Email}")
        );
        Assert.That(await ReadAsync("sessions", "title", person.Ids["accepted"]), Is.EqualTo("Talk"), "the programme of the event");
        Assert.That(await ReadAsync("sessions", "title", person.Ids["break"]), Is.EqualTo("Break"), "written for the team");
        Assert.That(await ReadAsync("sessions", "title", person.Ids["proposal"]), Is.EqualTo("Erased proposal"));
        Assert.That(await ReadAsync("speakers", "name", person.Ids["speakers"]), Is.EqualTo("Erased speaker"));
        Assert.That(await ReadAsync("feedbacks", "rating::int", person.Ids["feedbacks"]), Is.EqualTo("5"));
        Assert.That(
            await Runner.CountOutboxAsync(IssueTickets.EntryKind, $"{person.Ids["others"]} erased"),
            Is.EqualTo(1),
            "the documents of someone else's order are rendered without the name"
        );
    }

    [Test]
    public async Task Tickets_with_the_same_address_and_other_names_stay()
    {
        var person = await SamplePerson.CreateAsync(Runner);
        await Runner.ExecuteAsync(
            $"""
            UPDATE attendees SET email = '{person.Email}', order_id = {person.Ids["others"]} WHERE id = {person.Ids["friend"]}
            """
        );
        await EraseAsync(person.User, person.Id);
        Assert.That(await ReadAsync("attendees", "firstname", person.Ids["friend"]), Is.EqualTo("Bob"), "of a family");
        Assert.That(await ReadAsync("attendees", "firstname", person.Ids["guest"]), Is.EqualTo("-"), "a control");
    }

    [Test]
    public async Task An_entry_about_someone_else_stays_without_the_address()
    {
        var person = await SampleEvent.RegisterAsync(Runner, "leaver");
        var entry = await Runner.InsertAsync(
            "outbox",
            ("kind", "'letter'"),
            ("key", $"'about {person.Email}'"),
            ("state", "'GivenUp'"),
            ("payload", $"'{{\"To\": \"team@example.org\", \"Text\": \"Write to {person.Email} or jo{person.Email}\"}}'")
        );
        await EraseAsync(person, person.UserId!.Value);
        Assert.That(await ReadAsync("outbox", "payload ->> 'Text'", entry), Is.EqualTo($"Write to erased or jo{person.Email}"));
        Assert.That(await ReadAsync("outbox", "key", entry), Does.StartWith("erased "));
    }

    [Test]
    public async Task The_former_address_gets_one_email_and_nothing_is_sent_to_the_account_afterwards()
    {
        var person = await SampleEvent.RegisterAsync(Runner, "leaver");
        await EraseAsync(person, person.UserId!.Value);
        Runner.Mailer.Sent.Clear();
        await Runner.ProcessOutboxAsync(SendErasureConfirmation.EntryKind);
        Assert.That(Runner.Mailer.Sent.Where(m => m.To == person.Email).Select(m => m.Subject), Is.EqualTo(["Your account was erased"]));
        Assert.That(await Runner.QueryAsync<long>("SELECT count(*) FROM mails WHERE action = 'account_erased'"), Is.Zero);
    }

    [Test]
    public async Task The_account_cannot_sign_in_from_the_request_on_and_its_address_is_free()
    {
        var person = await SampleEvent.RegisterAsync(Runner, "leaver");
        await StartErasureAsync(person, person.UserId!.Value);
        Assert.That(
            Rejection.Of(() => Runner.As(Actor.Anonymous).SendAsync(new SignIn(person.Email!, "correct horse", false, "192.0.2.1"))),
            Does.StartWith(nameof(RejectionKind.Unauthenticated))
        );
        Assert.That(
            await Runner.QueryAsync<int>($"SELECT token_epoch FROM users WHERE id = {person.UserId}"),
            Is.EqualTo(1),
            "its tokens are invalid"
        );
        var again = await Runner
            .As(Actor.Anonymous)
            .SendAsync(new RegisterUser(new User { Email = person.Email!, NewPassword = "correct horse" }));
        await Runner.ProcessOutboxAsync(RunTask.EntryKind);
        Assert.That(await ReadAsync("users", "email", again.Id), Is.EqualTo(person.Email));
        Assert.That(await ReadAsync("users", "email", person.UserId!.Value), Is.EqualTo(ErasedAddress.Of(person.UserId.Value)));
    }

    [Test]
    public async Task The_state_of_the_task_is_read_by_the_signed_link_and_not_without_it()
    {
        var person = await SampleEvent.RegisterAsync(Runner, "leaver");
        var link = await StartErasureAsync(person, person.UserId!.Value);
        var (key, expires, signature) = Parse(link);
        Runner.As(Actor.Anonymous);
        Assert.That((await Runner.SendAsync(new GetTask(key, expires, signature))).State, Is.EqualTo(QueuedTaskState.Waiting));
        Assert.That(Rejection.Of(() => Runner.SendAsync(new GetTask(key))), Does.StartWith("Unauthenticated"));
        Assert.That(Rejection.Of(() => Runner.SendAsync(new GetTask(key, expires + 1, signature))), Does.StartWith("Unauthenticated"));
        Assert.That(Rejection.Of(() => Runner.SendAsync(new GetTaskResult(key, expires, signature))), Does.StartWith("Unauthenticated"));
        await Runner.ProcessOutboxAsync(RunTask.EntryKind);
        Assert.That((await Runner.SendAsync(new GetTask(key, expires, signature))).State, Is.EqualTo(QueuedTaskState.Succeeded));
    }

    [Test]
    public async Task A_failed_run_writes_nothing_and_the_next_one_everything()
    {
        var person = await SamplePerson.CreateAsync(Runner);
        await StartErasureAsync(person.User, person.Id);
        await Runner.ExecuteAsync(
            """
            CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''out of order''; END';
            CREATE TRIGGER fail BEFORE DELETE ON mails FOR EACH STATEMENT EXECUTE FUNCTION fail()
            """
        );
        await Runner.ProcessOutboxAsync(RunTask.EntryKind);
        await Runner.ExecuteAsync("DROP TRIGGER fail ON mails; DROP FUNCTION fail(); UPDATE outbox SET available_at = now()");
        Assert.That(await ReadAsync("attendees", "lastname", person.Ids["own"]), Is.EqualTo(person.LastName));
        Assert.That(await ReadAsync("users", "first_name", person.Id), Is.EqualTo("Zoë"));
        await Runner.ProcessOutboxAsync(RunTask.EntryKind);
        Assert.That(await ReadAsync("attendees", "lastname", person.Ids["own"]), Is.EqualTo("-"));
        var email = await ReadAsync("users", "email", person.Id);
        await Runner.ExecuteAsync(
            $"""
            UPDATE outbox o SET state = 'Waiting', payload = jsonb_build_object('Task', t.key) FROM tasks t
            WHERE t.owner_id = {person.Id} AND t.kind = '{AccountErasureTask.Kind}'
                AND o.kind = '{RunTask.EntryKind}' AND o.key = replace(t.key::text, '-', '')
            """
        );
        await Runner.ProcessOutboxAsync(RunTask.EntryKind);
        Assert.That(await ReadAsync("users", "email", person.Id), Is.EqualTo(email), "a second run does nothing");
    }

    [Test]
    public async Task An_address_that_is_not_verified_gives_no_power_over_rows_of_others()
    {
        var person = await SamplePerson.CreateAsync(Runner);
        await Runner.ExecuteAsync($"UPDATE users SET is_verified = false WHERE id = {person.Id}");
        await EraseAsync(person.User, person.Id);
        Assert.That(await ReadAsync("attendees", "email", person.Ids["guest"]), Is.EqualTo(person.Email), "another buyer entered it");
        Assert.That(await Runner.QueryAsync<long>($"SELECT count(*) FROM role_invites WHERE email = '{person.Email}'"), Is.EqualTo(1));
        Assert.That(await Runner.QueryAsync<long>($"SELECT count(*) FROM mails WHERE recipient = '{person.Email}'"), Is.EqualTo(1));
        Assert.That(await ReadAsync("attendees", "email", person.Ids["own"]), Is.EqualTo("-"), "in their own order");
    }

    [Test]
    public async Task A_picture_that_another_row_shows_stays_and_others_are_deleted()
    {
        var person = await SampleEvent.RegisterAsync(Runner, "leaver");
        var (shared, own) = (await SaveAsync("shared"), await SaveAsync("own"));
        var e = await SampleEvent.CreateAsync(Runner);
        await Runner.ExecuteAsync($"UPDATE events SET description = '<img src=\"{shared}\">' WHERE id = {e.Id}");
        await Runner.ExecuteAsync($"UPDATE users SET avatar_url = '{shared}', icon_image_url = '{own}' WHERE id = {person.UserId}");
        await EraseAsync(person, person.UserId!.Value);
        await Runner.ProcessOutboxAsync(DeleteStoredFile.EntryKind);
        Assert.That((await ExistsAsync("shared"), await ExistsAsync("own")), Is.EqualTo((true, false)));
    }

    private async Task<string> SaveAsync(string name) =>
        Runner.ToAbsolute(await Runner.Files.SaveAsync($"images/{name}/image.png", new MemoryStream([1]), "image/png", default));

    private async Task<bool> ExistsAsync(string name)
    {
        await using var file = await Runner.Files.OpenAsync($"images/{name}/image.png", default);
        return file is not null;
    }

    private static (Guid Key, long Expires, string Signature) Parse(string link)
    {
        var parts = link.Split('/', '?', '=', '&');
        return (Guid.Parse(parts[3]), long.Parse(parts[5], System.Globalization.CultureInfo.InvariantCulture), parts[7]);
    }
}
