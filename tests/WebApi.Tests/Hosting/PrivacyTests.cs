using System.Net;
using System.Text.RegularExpressions;
using NUnit.Framework;
using OpenEvent.Testing;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Ticketing;

namespace OpenEvent.WebApi.Tests.Hosting;

/// <summary>A person's whole journey, and then: what do log and metrics know of her?</summary>
public sealed partial class PrivacyTests
{
    private const string Email = "zenobia.quux@example.org",
        NewPassword = "staple-battery-97",
        Wrong = "wrong-guess-31",
        First = "Zenobia",
        Last = "Quuxworth",
        Guest = "guest.of.quux@example.org";

    /// <summary>The console is the process's, and what is written there by others meanwhile is not looked for.</summary>
    [Test, NonParallelizable]
    public async Task Log_and_metrics_know_nobody_by_name([Values("Json", "Text")] string format)
    {
        using var log = new CapturedConsole();
        using var post = SmtpPeer.Start();
        string[] secrets;
        string metrics;
        await using (
            var server = await OpenEventServer.StartAsync(
                "--Log:Level=Debug",
                $"--Log:Format={format}",
                "--Metrics:Enabled=true",
                "--Outbox:AtOnce=4",
                "--Mail:Host=127.0.0.1",
                $"--Mail:Port={post.Port}",
                "--Mail:Security=None",
                "--Outbox:FirstPause=00:00:00.01",
                "--Outbox:Attempts=2"
            )
        )
        {
            secrets = await JourneyAsync(server, post);
            metrics = (await server.Anonymous.GetAsync("/metrics")).Text;
        }

        Assert.That(log.Text, Does.Contain("/v1/orders/create-order").And.Contain("/auth/session"), "the journey is in the log");
        Assert.That(metrics, Does.Contain("/v1/orders/create-order"), "and in the metrics");
        foreach (var secret in secrets)
        {
            Assert.That(log.Text, Does.Not.Contain(secret));
            Assert.That(metrics, Does.Not.Contain(secret));
        }
    }

    [Test, NonParallelizable]
    public void The_capture_would_notice()
    {
        using var log = new CapturedConsole();
        Console.WriteLine(Email);
        Assert.That(log.Text, Does.Contain(Email));
    }

    private static async Task<string[]> JourneyAsync(OpenEventServer server, SmtpPeer post)
    {
        var office = await BoxOffice.OpenAsync(server);
        var somebody = server.Anonymous;
        (
            await somebody.PostAsync(
                "/v1/users",
                Document.Of(
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
        ).Must(HttpStatusCode.Created);
        await post.ReceivedAsync(2);
        var verification = Token().Match(LetterTo(post, Email)).Groups[1].Value;
        (await somebody.PostAsync("/v1/auth/verify-email", new { data = new { token = verification } })).Must(HttpStatusCode.OK);
        (await somebody.PostAsync("/auth/session", new { email = Email, password = Wrong })).Must(HttpStatusCode.Unauthorized);
        (await somebody.PostAsync("/v1/auth/reset-password", new { data = new { email = Email } })).Must(HttpStatusCode.OK);
        await post.ReceivedAsync(4); // she was welcomed, too
        var reset = Token()
            .Match(
                post.Letters()
                    .Where(l => l.To.ToString() == Email)
                    .Select(l => l.TextBody!)
                    .Single(t => Token().IsMatch(t) && !t.Contains(verification, StringComparison.Ordinal))
            )
            .Groups[1]
            .Value;
        (await somebody.PatchAsync("/v1/auth/reset-password", new { data = new { token = reset, password = NewPassword } })).Must(
            HttpStatusCode.OK
        );
        var she = await server.SignInAsync(Email, NewPassword);

        var order = await BoxOffice.CheckoutAsync(she, await office.TicketAsync(5), Guest, "refuse-550@example.org");
        (await BoxOffice.SetAsync(she, order.Id(), new { status = "pending" })).Must(HttpStatusCode.OK);
        await post.ReceivedAsync(8); // the reset's confirmation, hers, her guest's, the owner's; the third receiver refuses
        await she.GetAsync($"/v1/users?filter=[{{\"name\":\"email\",\"op\":\"eq\",\"val\":\"{Email}\"}}]");
        await she.PatchAsync($"/v1/orders/{order.Id()}", $"{{\"data\":{{\"type\":\"order\",\"id\":\"{Email}\"}}}}");
        await she.GetAsync($"/v1/events/{office.EventId}/attendees/search?email={Guest}");
        return
        [
            Email,
            Guest,
            "refuse-550@",
            First,
            Last,
            "Zoë",
            OpenEventServer.Password,
            NewPassword,
            Wrong,
            verification,
            reset,
            she.Token!,
            she.Token!.Split('.')[2],
        ];
    }

    private static string LetterTo(SmtpPeer post, string email) => post.Letters().Last(l => l.To.ToString() == email).TextBody!;

    [GeneratedRegex(@"token=([^\s&]+)")]
    private static partial Regex Token();
}
