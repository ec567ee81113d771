using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Proof;

namespace OpenEvent.WebApi.Tests.Engine;

/// <summary>One server for every test of the engine; each test makes an event of its own and asks about that.</summary>
[SetUpFixture]
public class Ground
{
    private static int _marks;

    public static OpenEventServer Server { get; private set; } = null!;

    /// <summary>Owns the events that the tests make.</summary>
    public static Client Owner { get; private set; } = null!;

    /// <summary>A verified person who runs nothing.</summary>
    public static Client Stranger { get; private set; } = null!;

    public static Client Admin => Server.Admin;

    public static Client Anyone => Server.Anonymous;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        Server = await OpenEventServer.StartAsync();
        Owner = await Server.SomebodyAsync(email: "engine-owner@example.org");
        Stranger = await Server.SomebodyAsync(email: "engine-stranger@example.org");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await Server.DisposeAsync();

    public static string Mark() => $"mark{Interlocked.Increment(ref _marks)}";

    public static async Task<string> EventAsync(bool published = true, string? name = null)
    {
        var made = await Owner.CreateAsync("event", Samples.Event(name ?? Mark(), "draft"));
        if (published)
            await Server.SqlAsync($"UPDATE events SET state = 'Published' WHERE id = {made.Id()}");
        return made.Id();
    }

    public static async Task<string> FaqAsync(string eventId, string question, string? typeId = null) =>
        (
            await Owner.CreateAsync(
                "faq",
                new { question, answer = $"Answer to {question}" },
                typeId is null ? [("event", "event", eventId)] : [("event", "event", eventId), ("faq-type", "faq-type", typeId)]
            )
        ).Id();

    public static async Task<string> FaqTypeAsync(string eventId, string name) =>
        (await Owner.CreateAsync("faq-type", new { name }, ("event", "event", eventId))).Id();

    /// <summary>Many FAQs at once, named q00001, q00002, …</summary>
    public static Task<int> ManyFaqsAsync(string eventId, int number) =>
        Server.SqlAsync(
            $"INSERT INTO faqs (event_id, question, answer) SELECT {eventId}, 'q' || lpad(n::text, 5, '0'), 'because' FROM generate_series(1, {number}) n"
        );

    public static string Filter(string json) => "filter=" + Uri.EscapeDataString(json);

    /// <summary>What clients send back: the document that they got, changed in one attribute.</summary>
    public static async Task<Answer> ReadAsync(Client who, string url) => (await who.GetAsync(url)).Must(HttpStatusCode.OK);

    /// <summary>A rule of 400s: the parameter is named.</summary>
    public static async Task MustNameAsync(Client who, string url, string parameter)
    {
        var answer = await who.GetAsync(url);
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest), $"{url}: {answer.Text}");
        Assert.That(answer.Parameter, Is.EqualTo(parameter), url);
    }
}
