using System.Net;
using System.Text.RegularExpressions;
using NUnit.Framework;
using OpenEvent.Testing;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Ticketing;

namespace OpenEvent.WebApi.Tests.Hosting;

/// <summary>After one user's registration, sign-in, password reset and order, log and metrics contain no personal data.</summary>
public sealed partial class PrivacyTests
{
    private const string Email = "zenobia.quux@example.org",
        NewPassword = "staple-battery-97",
        Wrong = "wrong-guess-31",
        First = "Zenobia",
        Last = "Quuxworth",
        Code = "SECRETCODE77",
        FileName = "k3qv9w5n0secret.pdf",
        OrderKey = "0b5f1f0c-4b39-4c0e-9a57-0c1d2e3f4a5b",
        Guest = "guest.of.quux@example.org";

    /// <summary>The console belongs to the whole process, so no other test may run at the same time.</summary>
    [Test, NonParallelizable]
    public async Task Log_and_metrics_contain_no_personal_data([Values("Json", "Text")] string format)
    {
        using var log = new CapturedConsole();
        using var smtp = SmtpTestServer.Start();
        string[] secrets;
        string metrics;
        await using (
            var server = await OpenEventServer.StartAsync(
                "--Log:Level=Debug",
                $"--Log:Format={format}",
                "--Metrics:Enabled=true",
                "--Outbox:AtOnce=4",
                "--Mail:Host=127.0.0.1",
                $"--Mail:Port={smtp.Port}",
                "--Mail:Security=None",
                "--Outbox:FirstPause=00:00:00.01",
                "--Outbox:Attempts=2"
            )
        )
        {
            secrets = await RunUserJourneyAsync(server, smtp);
            metrics = (await server.Anonymous.GetAsync("/metrics")).Text;
        }

        Assert.That(log.Text, Does.Contain("/v1/orders/create-order").And.Contain("/auth/session"), "the requests are in the log");
        Assert.That(metrics, Does.Contain("/v1/orders/create-order"), "and in the metrics");
        foreach (var secret in secrets)
        {
            Assert.That(log.Text, Does.Not.Contain(secret));
            Assert.That(metrics, Does.Not.Contain(secret));
        }
    }

    [Test, NonParallelizable]
    public void Console_capture_detects_personal_data()
    {
        using var log = new CapturedConsole();
        Console.WriteLine(Email);
        Assert.That(log.Text, Does.Contain(Email));
    }

    private static async Task<string[]> RunUserJourneyAsync(OpenEventServer server, SmtpTestServer smtp)
    {
        var testEvent = await TicketedEvent.CreateAsync(server);
        var anonymous = server.Anonymous;
        (
            await anonymous.PostAsync(
                "/v1/users",
                JsonApiDocument.Of(
                    "user",
                    null,
                    new
                    {
                        email = Email,
                        password = OpenEventServer.Password,
                        first_name = First,
                        last_name = Last,
                    }
                )
            )
        ).EnsureStatus(HttpStatusCode.Created);
        await smtp.WaitForMessagesAsync(2);
        var verification = Token().Match(LastEmailTo(smtp, Email)).Groups[1].Value;
        (await anonymous.PostAsync("/v1/auth/verify-email", new { data = new { token = verification } })).EnsureStatus(HttpStatusCode.OK);
        (await anonymous.PostAsync("/auth/session", new { email = Email, password = Wrong })).EnsureStatus(HttpStatusCode.Unauthorized);
        (await anonymous.PostAsync("/v1/auth/reset-password", new { data = new { email = Email } })).EnsureStatus(HttpStatusCode.OK);
        await smtp.WaitForMessagesAsync(4); // verification, welcome, and reset e-mails
        var reset = Token()
            .Match(
                smtp.Messages()
                    .Where(l => l.To.ToString() == Email)
                    .Select(l => l.TextBody!)
                    .Single(t => t.Contains("/reset-password?", StringComparison.Ordinal))
            )
            .Groups[1]
            .Value;
        (await anonymous.PatchAsync("/v1/auth/reset-password", new { data = new { token = reset, password = NewPassword } })).EnsureStatus(
            HttpStatusCode.OK
        );
        var user = await server.SignInAsync(Email, NewPassword);

        var order = await TicketedEvent.CheckoutAsync(user, await testEvent.CreateTicketAsync(5), Guest, "refuse-550@example.org");
        (await TicketedEvent.UpdateOrderAsync(user, order.Id(), new { status = "pending" })).EnsureStatus(HttpStatusCode.OK);
        await smtp.WaitForMessagesAsync(8); // also: password changed, buyer, guest, owner; the other attendee's e-mail is rejected
        await user.GetAsync($"/v1/users?filter=[{{\"name\":\"email\",\"op\":\"eq\",\"val\":\"{Email}\"}}]");
        await user.PatchAsync($"/v1/orders/{order.Id()}", $"{{\"data\":{{\"type\":\"order\",\"id\":\"{Email}\"}}}}");
        await user.GetAsync($"/v1/events/{testEvent.EventId}/attendees/search?email={Guest}");
        await user.GetAsync($"/v1/events/{testEvent.EventId}/discount-codes/{Code}");
        await anonymous.GetAsync($"/files/tickets/{FileName}");
        await anonymous.GetAsync($"/no/route/{FileName}");
        await user.GetAsync($"/v1/orders/{OrderKey}");
        return
        [
            Email,
            Guest,
            Code,
            FileName,
            OrderKey,
            "refuse-550@",
            First,
            Last,
            "Zoë",
            OpenEventServer.Password,
            NewPassword,
            Wrong,
            verification,
            reset,
            user.Token!,
            user.Token!.Split('.')[2],
        ];
    }

    private static string LastEmailTo(SmtpTestServer smtp, string email) => smtp.Messages().Last(l => l.To.ToString() == email).TextBody!;

    [GeneratedRegex(@"token=([^\s&]+)")]
    private static partial Regex Token();
}
