using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Identity.Tokens;

/// <summary>A server, and what tests of access tokens need: an owner with two events, and tokens.</summary>
public abstract class AccessTokenFixture
{
    protected OpenEventServer Server { get; private set; } = null!;

    protected ApiClient Owner { get; private set; } = null!;

    protected string EventId { get; private set; } = "";

    protected string OtherEventId { get; private set; } = "";

    [OneTimeSetUp]
    public async Task Start()
    {
        Server = await OpenEventServer.StartAsync();
        Owner = await Server.RegisterUserAsync();
        EventId = await CreateEventAsync("Science Day");
        OtherEventId = await CreateEventAsync("Art Night");
        (await Owner.PatchAsync($"/v1/events/{EventId}", JsonApiDocument.Of("event", EventId, new { state = "published" }))).EnsureStatus(
            HttpStatusCode.OK
        );
    }

    [OneTimeTearDown]
    public async Task Stop() => await Server.DisposeAsync();

    protected async Task<string> CreateEventAsync(string name) =>
        (
            await Owner.CreateAsync(
                "event",
                new
                {
                    name,
                    timezone = "UTC",
                    starts_at = "2099-05-01T09:00:00Z",
                    ends_at = "2099-05-01T18:00:00Z",
                    location_name = "Hall 4",
                }
            )
        ).Id();

    /// <summary>Creates a token, and returns the response that has it.</summary>
    protected static Task<ApiResponse> TryCreateTokenAsync(ApiClient client, string scope, params (string, string, string)[] links) =>
        client.PostAsync("/v1/access-tokens", JsonApiDocument.Of("access-token", null, new { name = "Script", scope }, links));

    protected static async Task<(string Id, string Token)> CreateTokenAsync(
        ApiClient client,
        string scope,
        params (string, string, string)[] links
    )
    {
        var made = (await TryCreateTokenAsync(client, scope, links)).EnsureStatus(HttpStatusCode.Created);
        return (made.Id(), made.Attribute("token").GetString()!);
    }

    protected async Task<ApiClient> ClientWithScopeAsync(string scope) => ClientOf((await CreateTokenAsync(Owner, scope)).Token);

    protected ApiClient ClientOf(string token) => Server.ClientWithToken(token);

    protected static async Task<int> StatusOfAsync(Task<ApiResponse> request) => (int)(await request).Status;

    protected static Task<ApiResponse> CreateFaqAsync(ApiClient client, string eventId) =>
        client.PostAsync(
            "/v1/faqs",
            JsonApiDocument.Of("faq", null, new { question = "Where?", answer = "Here." }, ("event", "event", eventId))
        );
}
