using NUnit.Framework;
using OpenEvent.Application.Platform;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Tests.UseCases;

/// <summary>Who may erase an account, and what keeps it from being erased.</summary>
public sealed class ErasureRequestTests : PersonalDataFixture
{
    [Test]
    public async Task An_erasure_needs_the_password_of_the_caller()
    {
        var person = await SampleEvent.RegisterAsync(Runner, "leaver");
        Assert.That(Rejection.Of(() => StartErasureAsync(person, person.UserId!.Value, "wrong")), Is.EqualTo("Malformed /password"));
        Assert.That(await ReadAsync("users", "deleted_at", person.UserId!.Value), Is.EqualTo("-"));
    }

    [Test]
    public async Task A_super_admin_erases_the_account_of_someone_who_asked_by_mail_and_it_is_on_record()
    {
        var person = await SampleEvent.RegisterAsync(Runner, "leaver");
        var admin = await RegisterSuperAdminAsync();
        await EraseAsync(admin, person.UserId!.Value);
        Assert.That(await ReadAsync("users", "email", person.UserId.Value), Is.EqualTo(ErasedAddress.Of(person.UserId.Value)));
        Assert.That(
            await Runner.QueryAsync<long>(
                $"""
                SELECT count(*) FROM activities
                WHERE actor = 'super admin {admin.UserId}' AND action LIKE 'user {person.UserId} deleted%'
                """
            ),
            Is.EqualTo(1)
        );
        Assert.That(Rejection.Of(() => StartErasureAsync(admin, person.UserId.Value)), Is.EqualTo("Conflict"), "once");
    }

    [Test]
    public async Task Users_of_the_lab_erase_their_account_however_often_they_called_a_device()
    {
        var person = await SampleEvent.RegisterAsync(Runner, "leaver");
        var other = await SampleEvent.RegisterAsync(Runner, "other");
        await Runner.ExecuteAsync(
            $"""
            INSERT INTO lab_calls (user_id, device, function, outcome, created_at)
            SELECT {person.UserId}, 'main', 'f()', 'Done', now() FROM generate_series(1, {EraseAccount.MaxRows + 1});
            INSERT INTO lab_calls (user_id, device, function, outcome, created_at) VALUES ({other.UserId}, 'main', 'f()', 'Done', now())
            """
        );
        await EraseAsync(person, person.UserId!.Value);
        Assert.That(await Runner.QueryAsync<long>($"SELECT count(*) FROM lab_calls WHERE user_id = {person.UserId}"), Is.Zero);
        Assert.That(await Runner.QueryAsync<long>($"SELECT count(*) FROM lab_calls WHERE user_id = {other.UserId}"), Is.EqualTo(1));
    }

    [Test]
    public void Rows_with_codes_and_outputs_are_exported_a_few_at_a_time() =>
        Assert.That(
            PersonalLabRows
                .All.Where(r =>
                    r.Type.GetProperties().Any(p => p.Name is "Code" or "Content" || p.Name.EndsWith("Output", StringComparison.Ordinal))
                )
                .Select(r => r.BatchSize),
            Is.EqualTo([10, 10, 10, 10])
        );

    [Test]
    public async Task Nobody_else_erases_an_account()
    {
        var person = await SampleEvent.RegisterAsync(Runner, "leaver");
        var other = await SampleEvent.RegisterAsync(Runner, "other");
        Assert.That(Rejection.Of(() => StartErasureAsync(other, person.UserId!.Value)), Is.EqualTo("NotFound"));
        Assert.That(Rejection.Of(() => StartErasureAsync(other with { IsAdmin = true }, person.UserId!.Value)), Is.EqualTo("Forbidden"));
        Assert.That(Rejection.Of(() => StartErasureAsync(Actor.Anonymous, person.UserId!.Value)), Is.EqualTo("Unauthenticated"));
        var admin = await RegisterSuperAdminAsync();
        Assert.That(Rejection.Of(() => StartErasureAsync(admin, admin.UserId!.Value)), Is.EqualTo("Forbidden"), "their own");
    }

    [Test]
    public async Task The_owner_of_an_event_that_has_not_ended_is_told_its_name()
    {
        var e = await SampleEvent.CreateAsync(Runner);
        var rejected = Rejection.Catch(() => StartErasureAsync(e.Owner, e.Owner.UserId!.Value));
        Assert.That(rejected.Kind, Is.EqualTo(RejectionKind.Conflict));
        Assert.That(rejected.Problems[0].Detail, Does.StartWith("Transfer or delete these events first: Fair ("));
        await Runner.ExecuteAsync(
            $"UPDATE events SET starts_at = '2020-05-01Z', ends_at = '2020-05-02Z', owner_name = 'Ida Boe' WHERE id = {e.Id}"
        );
        await Runner.ExecuteAsync($"UPDATE users SET first_name = 'Ida', last_name = 'Boe' WHERE id = {e.Owner.UserId}");
        await EraseAsync(e.Owner, e.Owner.UserId!.Value);
        Assert.That(await ReadAsync("events", "owner_name", e.Id), Is.EqualTo("-"));
        Assert.That(
            await Runner.QueryAsync<long>($"SELECT count(*) FROM users_events_roles WHERE user_id = {e.Owner.UserId}"),
            Is.EqualTo(1),
            "the event keeps its owner as an id"
        );
    }

    [Test]
    public async Task A_buyer_cancels_orders_for_events_that_have_not_ended_first()
    {
        var e = await SampleEvent.CreateAsync(Runner);
        var order = await Runner.InsertAsync(
            "orders",
            ("event_id", $"{e.Id}"),
            ("user_id", $"{e.Buyer.UserId}"),
            ("identifier", $"'{Guid.NewGuid()}'"),
            ("status", "'Completed'"),
            ("amount", "0"),
            ("amount_refunded", "0")
        );
        var rejected = Rejection.Catch(() => StartErasureAsync(e.Buyer, e.Buyer.UserId!.Value));
        Assert.That(rejected.Kind, Is.EqualTo(RejectionKind.Conflict));
        Assert.That(rejected.Problems[0].Detail, Does.StartWith("Cancel these orders first").And.Contain("Fair ("));
        await Runner.ExecuteAsync($"UPDATE orders SET status = 'Cancelled' WHERE id = {order}");
        await EraseAsync(e.Buyer, e.Buyer.UserId!.Value);
    }

    [Test]
    public async Task A_user_pays_their_invoices_first()
    {
        var person = await SampleEvent.RegisterAsync(Runner, "leaver");
        var invoice = await Runner.InsertAsync(
            "event_invoices",
            ("user_id", $"{person.UserId}"),
            ("identifier", $"'due-{person.UserId}'"),
            ("status", "'due'"),
            ("amount", "5")
        );
        var rejected = Rejection.Catch(() => StartErasureAsync(person, person.UserId!.Value));
        Assert.That(rejected.Problems[0].Detail, Is.EqualTo($"Pay these invoices first: due-{person.UserId}."));
        await Runner.ExecuteAsync($"UPDATE event_invoices SET status = 'paid' WHERE id = {invoice}");
        await EraseAsync(person, person.UserId!.Value);
    }

    [Test]
    public async Task An_organizer_pays_the_fees_of_this_month_first()
    {
        var e = await SampleEvent.CreateAsync(Runner);
        await Runner.ExecuteAsync($"UPDATE events SET starts_at = '2020-05-01Z', ends_at = '2020-05-02Z' WHERE id = {e.Id}");
        var fee = await Runner.InsertAsync("ticket_fees", ("currency", "'XTS'"), ("service_fee", "2"), ("maximum_fee", "10"));
        var order = await Runner.InsertAsync(
            "orders",
            ("event_id", $"{e.Id}"),
            ("user_id", $"{e.Buyer.UserId}"),
            ("identifier", $"'{Guid.NewGuid()}'"),
            ("status", "'Completed'"),
            ("completed_at", "now()"),
            ("terms_currency", "'XTS'"),
            ("amount", "10"),
            ("amount_refunded", "0")
        );
        var rejected = Rejection.Catch(() => StartErasureAsync(e.Owner, e.Owner.UserId!.Value));
        Assert.That(rejected.Problems[0].Detail, Does.StartWith("The fees of this month's orders are invoiced"));
        await Runner.ExecuteAsync($"UPDATE orders SET completed_at = now() - interval '40 days' WHERE id = {order}");
        await EraseAsync(e.Owner, e.Owner.UserId!.Value);
        await Runner.ExecuteAsync($"DELETE FROM ticket_fees WHERE id = {fee}");
    }

    [Test]
    public async Task An_account_whose_address_has_just_changed_is_erased_by_a_super_admin_only()
    {
        var person = await SampleEvent.RegisterAsync(Runner, "leaver");
        await Runner.ExecuteAsync($"UPDATE users SET email_changed_at = now() - interval '1 day' WHERE id = {person.UserId}");
        var rejected = Rejection.Catch(() => StartErasureAsync(person, person.UserId!.Value));
        Assert.That(rejected.Problems[0].Detail, Does.StartWith("The e-mail address of the account was changed in the last"));
        await EraseAsync(await RegisterSuperAdminAsync(), person.UserId!.Value);
    }

    [Test]
    public async Task An_order_that_was_placed_at_the_same_time_ends_the_task()
    {
        var e = await SampleEvent.CreateAsync(Runner);
        var buyer = e.Buyer.UserId!.Value;
        await Runner.InsertAsync(
            "lab_calls",
            ("user_id", $"{buyer}"),
            ("device", "'main'"),
            ("function", "'f()'"),
            ("outcome", "'Done'"),
            ("created_at", "now()")
        );
        await StartErasureAsync(e.Buyer, buyer);
        await Runner.InsertAsync(
            "orders",
            ("event_id", $"{e.Id}"),
            ("user_id", $"{buyer}"),
            ("identifier", $"'{Guid.NewGuid()}'"),
            ("status", "'Completed'"),
            ("amount", "0"),
            ("amount_refunded", "0")
        );
        await Runner.ProcessOutboxAsync(RunTask.EntryKind);
        Assert.That(
            await Runner.QueryAsync<string>(
                $"SELECT concat(state, ' ', failure) FROM tasks WHERE kind = '{AccountErasureTask.Kind}' AND owner_id = {buyer}"
            ),
            Does.StartWith("Failed Cancel these orders first")
        );
        Assert.That(await ReadAsync("users", "email", buyer), Is.Not.EqualTo(ErasedAddress.Of(buyer)));
        Assert.That(
            await Runner.QueryAsync<long>($"SELECT count(*) FROM lab_calls WHERE user_id = {buyer}"),
            Is.EqualTo(1),
            "nothing is deleted"
        );
    }

    [Test]
    public async Task The_oldest_organizer_gets_the_groups()
    {
        var person = await SampleEvent.RegisterAsync(Runner, "leaver");
        var organizer = await SampleEvent.RegisterAsync(Runner, "organizer");
        var group = await Runner.InsertAsync("groups", ("user_id", $"{person.UserId}"), ("name", $"'Group of {person.UserId}'"));
        await Runner.InsertAsync(
            "users_groups_roles",
            ("user_id", $"{organizer.UserId}"),
            ("group_id", $"{group}"),
            ("email", $"'{organizer.Email}'"),
            ("role_id", $"{Domain.Identity.Role.OrganizerId}"),
            ("accepted", "true"),
            ("token_hash", $"'{Guid.NewGuid():n}'")
        );
        await EraseAsync(person, person.UserId!.Value);
        Assert.That(await ReadAsync("groups", "user_id", group), Is.EqualTo($"{organizer.UserId}"));
    }
}
