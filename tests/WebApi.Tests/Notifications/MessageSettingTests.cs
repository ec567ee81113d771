using System.Net;
using NUnit.Framework;
using OpenEvent.Application.Notifications;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Notifications;

/// <summary>The switches of the kinds of mail, and what they do.</summary>
[TestFixture]
public sealed class MessageSettingTests : ServerFixture
{
    [Test]
    public async Task Every_kind_of_letter_has_its_switch_and_says_what_it_looks_like()
    {
        var all = (await Server.Admin.GetAsync("/v1/message-settings?page[size]=0"))
            .Must(HttpStatusCode.OK)
            .Data.EnumerateArray()
            .Select(s => s.GetProperty("attributes"))
            .ToList();
        Assert.That(all.Select(a => a.GetProperty("action").GetString()), Is.EquivalentTo(LetterKind.All.Select(kind => kind.Action)));
        var role = all.Single(a => a.GetProperty("action").GetString() == "event_role");
        Assert.That(role.GetProperty("email-subject").GetString(), Is.EqualTo("You are invited to {{ event_name }} as {{ role_name }}"));
        Assert.That(role.GetProperty("email-message").GetString(), Does.Contain("{{ accept_url }}"));
        Assert.That(role.GetProperty("recipient").GetString(), Is.EqualTo("User"));
    }

    [Test]
    public async Task What_is_switched_off_is_written_down_and_not_sent_and_what_is_on_again_is_sent()
    {
        await TurnAsync("test_mail", false);
        await TestMailAsync("off@example.org");
        Assert.That(await StateAsync("off@example.org"), Is.EqualTo("suppressed"));
        Assert.That(Letters("off@example.org"), Is.Zero);

        await TurnAsync("test_mail", true);
        await TestMailAsync("on@example.org");
        Assert.That(await StateAsync("on@example.org"), Is.EqualTo("sent"));
        Assert.That((Letters("on@example.org"), Letters("off@example.org")), Is.EqualTo((1, 0)), "what was not sent stays so");
    }

    [Test]
    public async Task Another_kinds_switch_does_nothing_to_it()
    {
        await TurnAsync("password_change", false);
        await TestMailAsync("other@example.org");
        Assert.That(Letters("other@example.org"), Is.EqualTo(1));
        await TurnAsync("password_change", true);
    }

    [Test]
    public async Task Staff_list_and_turn_and_anyone_may_look_at_one()
    {
        var (id, somebody) = (await IdAsync("ticket_purchased"), await Server.SomebodyAsync());
        foreach (var who in new[] { Server.Anonymous, somebody })
        {
            Assert.That(
                (await who.GetAsync("/v1/message-settings")).Status,
                Is.AnyOf(HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden)
            );
            Assert.That(
                (await who.PatchAsync($"/v1/message-settings/{id}", Document.Of("message-setting", id, new { enabled = false }))).Status,
                Is.AnyOf(HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden)
            );
            Assert.That(
                (await who.GetAsync($"/v1/message-settings/{id}")).Must(HttpStatusCode.OK).Attribute("enabled").GetBoolean(),
                Is.True
            );
        }

        var said = await Server.Admin.PatchAsync(
            $"/v1/message-settings/{id}",
            Document.Of(
                "message-setting",
                id,
                new
                {
                    enabled = true,
                    action = "other",
                    email_subject = "Buy!",
                }
            )
        );
        Assert.That(
            (said.Must(HttpStatusCode.OK).Attribute("action").GetString(), said.Attribute("email-subject").GetString()),
            Is.EqualTo(("ticket_purchased", "Your tickets for {{ event.name }}"))
        );
        foreach (var method in new[] { HttpMethod.Post, HttpMethod.Delete })
            Assert.That(
                (
                    await Server.Admin.Http.SendAsync(
                        new HttpRequestMessage(method, method == HttpMethod.Post ? "/v1/message-settings" : $"/v1/message-settings/{id}")
                    )
                ).StatusCode,
                Is.AnyOf(HttpStatusCode.MethodNotAllowed, HttpStatusCode.NotFound)
            );
    }

    [Test]
    public async Task A_new_version_brings_new_kinds_and_words_and_leaves_the_switches_alone()
    {
        await TurnAsync("after_event", false);
        await Server.SqlAsync(
            "DELETE FROM message_settings WHERE action = 'ticket_sales_end'; UPDATE message_settings SET email_subject = 'as it was' WHERE action = 'after_event'"
        );
        await using var newer = await Server.AnotherNodeAsync();
        Assert.That(
            await Server.SqlAsync<string>("SELECT email_subject || ' ' || enabled FROM message_settings WHERE action = 'after_event'"),
            Is.EqualTo("{{ event_name }} is over false")
        );
        Assert.That(await Server.SqlAsync<bool>("SELECT enabled FROM message_settings WHERE action = 'ticket_sales_end'"), Is.True);
        await TurnAsync("after_event", true);
    }

    [Test]
    public async Task Test_mails_are_staffs_and_need_an_address()
    {
        var somebody = await Server.SomebodyAsync();
        Assert.That(
            (await somebody.PostAsync("/v1/test-mail", new { recipient = "x@example.org" })).Status,
            Is.EqualTo(HttpStatusCode.Forbidden)
        );
        Assert.That(
            (await Server.Anonymous.PostAsync("/v1/test-mail", new { recipient = "x@example.org" })).Status,
            Is.EqualTo(HttpStatusCode.Unauthorized)
        );
        foreach (var wrong in new object[] { new { recipient = "nobody" }, new { recipient = "a@example.org, b@example.org" }, new { } })
            Assert.That((await Server.Admin.PostAsync("/v1/test-mail", wrong)).Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(
            await Server.SqlAsync<long>("SELECT count(*) FROM outbox WHERE kind = 'letter' AND payload->>'To' = 'x@example.org'"),
            Is.Zero
        );
    }

    private async Task TestMailAsync(string to)
    {
        (await Server.Admin.PostAsync("/v1/test-mail", new { recipient = to })).Must(HttpStatusCode.OK);
        await Server.WorkOffAsync();
    }

    private async Task TurnAsync(string action, bool enabled)
    {
        var id = await IdAsync(action);
        (await Server.Admin.PatchAsync($"/v1/message-settings/{id}", Document.Of("message-setting", id, new { enabled }))).Must(
            HttpStatusCode.OK
        );
    }

    private async Task<string> IdAsync(string action) =>
        $"{await Server.SqlAsync<long>($"SELECT id FROM message_settings WHERE action = '{action}'")}";

    private async Task<string> StateAsync(string to) =>
        (await Server.Admin.GetAsync($$"""/v1/mails?filter=[{"name":"recipient","op":"eq","val":"{{to}}"}]"""))
            .Must(HttpStatusCode.OK)
            .Data.EnumerateArray()
            .Single()
            .GetProperty("attributes")
            .GetProperty("state")
            .GetString()!;

    private int Letters(string to)
    {
        var folder = Path.Combine(Server.DataDirectory, "mail");
        return Directory.Exists(folder)
            ? Directory.GetFiles(folder, "*.eml").Count(file => MimeKit.MimeMessage.Load(file).To.Mailboxes.Any(m => m.Address == to))
            : 0;
    }
}
