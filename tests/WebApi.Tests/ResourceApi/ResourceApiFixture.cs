using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.AllRoutes;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.ResourceApi;

/// <summary>One server for all tests in this namespace. Each test creates its own event.</summary>
[SetUpFixture]
public class ResourceApiFixture
{
    private static int _textCount;

    public static OpenEventServer Server { get; private set; } = null!;

    /// <summary>The owner of the events that the tests create.</summary>
    public static ApiClient Owner { get; private set; } = null!;

    /// <summary>A verified user without any role.</summary>
    public static ApiClient OtherUser { get; private set; } = null!;

    public static ApiClient Admin => Server.Admin;

    public static ApiClient Anonymous => Server.Anonymous;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        Server = await OpenEventServer.StartAsync();
        Owner = await Server.RegisterUserAsync(email: "engine-owner@example.org");
        OtherUser = await Server.RegisterUserAsync(email: "engine-stranger@example.org");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await Server.DisposeAsync();

    public static string UniqueText() => $"mark{Interlocked.Increment(ref _textCount)}";

    public static async Task<string> CreateEventAsync(bool published = true, string? name = null)
    {
        var made = await Owner.CreateAsync("event", SampleAttributes.Event(name ?? UniqueText(), "draft"));
        if (published)
            await Server.SqlAsync($"UPDATE events SET state = 'Published' WHERE id = {made.Id()}");
        return made.Id();
    }

    public static async Task<string> CreateFaqAsync(string eventId, string question, string? typeId = null) =>
        (
            await Owner.CreateAsync(
                "faq",
                new { question, answer = $"Answer to {question}" },
                typeId is null ? [("event", "event", eventId)] : [("event", "event", eventId), ("faq-type", "faq-type", typeId)]
            )
        ).Id();

    public static async Task<string> CreateFaqTypeAsync(string eventId, string name) =>
        (await Owner.CreateAsync("faq-type", new { name }, ("event", "event", eventId))).Id();

    /// <summary>Inserts FAQs with the questions q00001, q00002, …</summary>
    public static Task<int> InsertFaqsAsync(string eventId, int number) =>
        Server.SqlAsync(
            $"""
            INSERT INTO faqs (event_id, question, answer)
            SELECT {eventId}, 'q' || lpad(n::text, 5, '0'), 'because' FROM generate_series(1, {number}) n
            """
        );

    public static string Filter(string json) => "filter=" + Uri.EscapeDataString(json);

    /// <summary>Sends a GET request and checks that the response is 200.</summary>
    public static async Task<ApiResponse> GetOkAsync(ApiClient client, string url) =>
        (await client.GetAsync(url)).EnsureStatus(HttpStatusCode.OK);

    /// <summary>Checks that a GET request is rejected with 400 and the name of the parameter.</summary>
    public static async Task AssertBadParameterAsync(ApiClient client, string url, string parameter)
    {
        var answer = await client.GetAsync(url);
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest), $"{url}: {answer.Text}");
        Assert.That(answer.Parameter, Is.EqualTo(parameter), url);
    }
}
