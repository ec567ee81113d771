using System.Net;
using NUnit.Framework;
using OpenEvent.Application.Notifications;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Notifications;

/// <summary>The settings that enable each kind of e-mail.</summary>
[TestFixture]
public sealed class MessageSettingTests : ServerFixture
{
    [Test]
    public async Task Every_email_kind_has_a_setting_with_its_subject_and_text()
    {
        var all = (await Server.Admin.GetAsync("/v1/message-settings?page[size]=0"))
            .EnsureStatus(HttpStatusCode.OK)
            .Data.EnumerateArray()
            .Select(s => s.GetProperty("attributes"))
            .ToList();
        Assert.That(all.Select(a => a.GetProperty("action").GetString()), Is.EquivalentTo(EmailKind.All.Select(kind => kind.Action)));
        var role = all.Single(a => a.GetProperty("action").GetString() == "event_role");
        Assert.That(role.GetProperty("email-subject").GetString(), Is.EqualTo("You are invited to {{ event_name }} as {{ role_name }}"));
        Assert.That(role.GetProperty("email-message").GetString(), Does.Contain("{{ accept_url }}"));
        Assert.That(role.GetProperty("recipient").GetString(), Is.EqualTo("User"));
    }

    [Test]
    public async Task A_disabled_email_is_recorded_but_not_sent_and_an_enabled_one_is_sent()
    {
        await SetEnabledAsync("test_mail", false);
        await SendTestEmailAsync("off@example.org");
        Assert.That(await GetEmailStateAsync("off@example.org"), Is.EqualTo("suppressed"));
        Assert.That(CountEmailFiles("off@example.org"), Is.Zero);

        await SetEnabledAsync("test_mail", true);
        await SendTestEmailAsync("on@example.org");
        Assert.That(await GetEmailStateAsync("on@example.org"), Is.EqualTo("sent"));
        Assert.That(
            (CountEmailFiles("on@example.org"), CountEmailFiles("off@example.org")),
            Is.EqualTo((1, 0)),
            "the suppressed e-mail is not sent later"
        );
    }

    [Test]
    public async Task A_required_email_cannot_be_switched_off()
    {
        var id = await GetSettingIdAsync("password_reset");
        var rejected = await Server.Admin.PatchAsync(
            $"/v1/message-settings/{id}",
            JsonApiDocument.Of("message-setting", id, new { enabled = false })
        );
        Assert.That((rejected.Status, rejected.Pointer), Is.EqualTo((HttpStatusCode.Forbidden, "/data/attributes/enabled")));
        await SetEnabledAsync("password_reset", true);
    }

    [Test]
    public async Task A_setting_affects_only_its_own_kind()
    {
        await SetEnabledAsync("next_event", false);
        await SendTestEmailAsync("other@example.org");
        Assert.That(CountEmailFiles("other@example.org"), Is.EqualTo(1));
        await SetEnabledAsync("next_event", true);
    }

    [Test]
    public async Task Staff_list_and_change_settings_and_anyone_reads_one()
    {
        var id = await GetSettingIdAsync("ticket_purchased");
        var user = await Server.RegisterUserAsync();
        foreach (var client in new[] { Server.Anonymous, user })
        {
            Assert.That(
                (await client.GetAsync("/v1/message-settings")).Status,
                Is.AnyOf(HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden)
            );
            Assert.That(
                (
                    await client.PatchAsync(
                        $"/v1/message-settings/{id}",
                        JsonApiDocument.Of("message-setting", id, new { enabled = false })
                    )
                ).Status,
                Is.AnyOf(HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden)
            );
            Assert.That(
                (await client.GetAsync($"/v1/message-settings/{id}")).EnsureStatus(HttpStatusCode.OK).Attribute("enabled").GetBoolean(),
                Is.True
            );
        }

        var response = await Server.Admin.PatchAsync(
            $"/v1/message-settings/{id}",
            JsonApiDocument.Of(
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
            (response.EnsureStatus(HttpStatusCode.OK).Attribute("action").GetString(), response.Attribute("email-subject").GetString()),
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
    public async Task A_new_version_adds_kinds_and_texts_and_keeps_enabled_unchanged()
    {
        await SetEnabledAsync("after_event", false);
        await Server.SqlAsync(
            """
            DELETE FROM message_settings WHERE action = 'ticket_sales_end';
            UPDATE message_settings SET email_subject = 'old subject' WHERE action = 'after_event';
            UPDATE message_settings SET enabled = false WHERE action = 'password_reset'
            """
        );
        await using var newer = await Server.StartAnotherNodeAsync();
        Assert.That(
            await Server.SqlAsync<string>("SELECT email_subject || ' ' || enabled FROM message_settings WHERE action = 'after_event'"),
            Is.EqualTo("{{ event_name }} is over false")
        );
        Assert.That(await Server.SqlAsync<bool>("SELECT enabled FROM message_settings WHERE action = 'ticket_sales_end'"), Is.True);
        Assert.That(await Server.SqlAsync<bool>("SELECT enabled FROM message_settings WHERE action = 'password_reset'"), "it is required");
        await SetEnabledAsync("after_event", true);
    }

    [Test]
    public async Task Only_staff_send_test_emails_and_an_address_is_required()
    {
        var user = await Server.RegisterUserAsync();
        Assert.That(
            (await user.PostAsync("/v1/test-mail", new { recipient = "x@example.org" })).Status,
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

    private async Task SendTestEmailAsync(string to)
    {
        (await Server.Admin.PostAsync("/v1/test-mail", new { recipient = to })).EnsureStatus(HttpStatusCode.OK);
        await Server.ProcessOutboxAsync();
    }

    private async Task SetEnabledAsync(string action, bool enabled)
    {
        var id = await GetSettingIdAsync(action);
        (
            await Server.Admin.PatchAsync($"/v1/message-settings/{id}", JsonApiDocument.Of("message-setting", id, new { enabled }))
        ).EnsureStatus(HttpStatusCode.OK);
    }

    private async Task<string> GetSettingIdAsync(string action) =>
        $"{await Server.SqlAsync<long>($"SELECT id FROM message_settings WHERE action = '{action}'")}";

    private async Task<string> GetEmailStateAsync(string to) =>
        (await Server.Admin.GetAsync($$"""/v1/mails?filter=[{"name":"recipient","op":"eq","val":"{{to}}"}]"""))
            .EnsureStatus(HttpStatusCode.OK)
            .Data.EnumerateArray()
            .Single()
            .GetProperty("attributes")
            .GetProperty("state")
            .GetString()!;

    private int CountEmailFiles(string to)
    {
        var folder = Path.Combine(Server.DataDirectory, "mail");
        return Directory.Exists(folder)
            ? Directory.GetFiles(folder, "*.eml").Count(file => MimeKit.MimeMessage.Load(file).To.Mailboxes.Any(m => m.Address == to))
            : 0;
    }
}
