using System.Text.Json.Nodes;
using NUnit.Framework;
using OpenEvent.WebApi.JsonApi;
using OpenEvent.WebApi.Tests.AllRoutes;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Contract;

/// <summary>
/// Sends what the existing web frontend and Android apps send, as a visitor, a stranger, an attendee, an organizer and an administrator, to
/// an event with a row of every type and to one without rows.
/// </summary>
[TestFixture]
public sealed class ClientRequestTests
{
    private static readonly string[] Roles = ["anonymous", "verified", "attendee", "owner", "admin"];

    /// <summary>
    /// Requests for a sign-in at a social network that is not configured, and requests whose sample has no valid password or secret, no
    /// file, no room at a video service, or a name that no notification has, as at the reference server. They are answered with an error
    /// about that value.
    /// </summary>
    private static readonly string[] AnsweredWithAnError =
    [
        "POST /v1/auth/verify-email",
        "PATCH /v1/auth/reset-password",
        "POST /v1/auth/change-password",
        "GET /v1/video-streams/{video-stream.id}/join",
        "GET /v1/events/{event.identifier}/room/{microlocation.id}/chat-token",
        "GET /v1/auth/oauth/",
        "POST /auth/session",
        "GET /v1/tasks/{task.id}",
        "POST /v1/events/import/",
        "GET /v1/notifications {\"include\":\"user\",\"filter\":[{\"name\":\"title\"",
    ];

    private static readonly List<ClientRequest> Requests = ClientRequest.ReadAll();

    private TwoTenantServer _tenants = null!;
    private RouteFinder _routes = null!;
    private string _emptyEvent = "";
    private readonly Dictionary<string, string> _identifiers = [];

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _tenants = await TwoTenantServer.StartAsync();
        _routes = new RouteFinder(_tenants);
        var owner = _tenants.TenantA.Clients["owner"];
        _emptyEvent = (await owner.CreateAsync("event", SampleAttributes.Event("empty", "draft"))).Id();
        foreach (var id in new[] { _tenants.TenantA.EventId, _emptyEvent })
            _identifiers[id] = await _tenants.Server.SqlAsync<string>($"SELECT identifier FROM events WHERE id = {id}");
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _tenants.DisposeAsync();

    [TestCase(true)]
    [TestCase(false)]
    public async Task Requests_of_existing_clients_are_understood(bool withRows)
    {
        List<string> wrong = [];
        foreach (var request in Requests)
        {
            List<int> statuses = [];
            foreach (var role in Roles)
            {
                var url = request.UrlFor(name => ValueOf(name, role, withRows));
                if (_routes.Find(request.Method, url) is not { } route)
                {
                    wrong.Add($"{request}: no route");
                    break;
                }

                var answer = await SendAsync(request, url, route, role, withRows);
                statuses.Add((int)answer.Status);
                if (FindProblem(request, answer, role, withRows) is { } problem)
                    wrong.Add($"{request} as {role}: {problem}");
            }

            if (withRows && request.Method == "GET" && !IsAnsweredWithAnError(request) && !IsAnswered(request, statuses))
                wrong.Add($"{request}: no role gets its data: {string.Join(' ', statuses)}");
        }

        Assert.That(wrong, Is.Empty, string.Join("\n", wrong));
    }

    private static string? FindProblem(ClientRequest request, ApiResponse answer, string role, bool withRows)
    {
        var status = (int)answer.Status;
        if (IsAnsweredWithAnError(request) && status < 500)
            return null;
        // Clients send these with a token. Without one, they may not filter by personal data either. The event without rows is a draft.
        var isForAccounts = role == "anonymous" && request.NeedsAccount;
        if (isForAccounts && status == 400 && answer.Text.Contains("cannot be filtered by", StringComparison.Ordinal))
            return null;
        // Favourites are personal data, so the calendar of one's own schedule needs a token here (docs/compatibility.md).
        var isForEveryone = !request.NeedsAccount && !request.Path.Contains("my_schedule", StringComparison.Ordinal);
        if (status is 400 or >= 500 || (status is 401 or 403 && role == "anonymous" && isForEveryone && withRows))
            return answer.Text;
        // Others do not see all rows and relationships of an event.
        var seesAll = role is "owner" or "admin";
        return status is >= 200 and < 300 && AnswerMembers.FindMissing(request, answer, seesAll) is { } missing
            ? $"{missing} is missing in {answer.Text[..Math.Min(300, answer.Text.Length)]}"
            : null;
    }

    /// <summary>
    /// Whether some role gets the data of the page. The sample session has no room, and its order is not paid: 404 for an empty link, and
    /// 409.
    /// </summary>
    private static bool IsAnswered(ClientRequest request, List<int> statuses) =>
        statuses.Contains(409)
        || (request.Answer == "resource" && statuses.All(status => status == 404))
        || statuses.Any(status => status is >= 200 and < 300);

    private static bool IsAnsweredWithAnError(ClientRequest request) =>
        AnsweredWithAnError.Any(known => $"{request}".StartsWith(known, StringComparison.Ordinal));

    private static (string, string) NoEffect => (TwoTenantServer.RollBackHeader, "1");

    private Task<ApiResponse> SendAsync(
        ClientRequest request,
        string url,
        (string Route, ResourceRoute? Resource) route,
        string role,
        bool withRows
    )
    {
        var body = request.Method is "GET" or "DELETE" ? null : BodyOf(request, route, role, withRows);
        return _tenants.ClientFor(role, _tenants.TenantA).SendAsync(new HttpMethod(request.Method), url, body, NoEffect);
    }

    /// <summary>The body that the client sends; what the description leaves out is taken from a valid sample.</summary>
    private JsonNode? BodyOf(ClientRequest request, (string Route, ResourceRoute? Resource) route, string role, bool withRows)
    {
        var sample = SampleRequests.BodyOf(_tenants, request.Method, route.Route, route.Resource, _tenants.TenantA);
        if (sample is JsonObject document && document["data"] is JsonObject row && row.ContainsKey("id"))
            row["id"] = IdOf(request, role, withRows);
        // A body with empty values shows only the members.
        if (request.BodyFor(name => ValueOf(name, role, withRows)) is not { } body || body["type"] is null)
            return sample;
        var data = (JsonObject)body;
        var links = data["relationships"] as JsonArray ?? [];
        data["relationships"] = new JsonObject(
            links.Select(link => ((string)link!).Split(':')).Select(link => KeyValuePair.Create(link[0], (JsonNode?)LinkTo(link[^1])))
        );
        if ((sample as JsonObject)?["data"]?["attributes"] is JsonObject values && data["attributes"] is JsonObject attributes)
            foreach (var name in attributes.Where(a => a.Value?.ToJsonString() == "\"\"").Select(a => a.Key).ToList())
                attributes[name] = values[name]?.DeepClone();
        return new JsonObject { ["data"] = data.DeepClone() };
    }

    /// <summary>The id of the row in the URL. Events are addressed by identifier, and their documents have the id.</summary>
    private string IdOf(ClientRequest request, string role, bool withRows) =>
        ClientRequest.FirstPlaceholder(request.Path) is { } name
            ? ValueOf(name == "event.identifier" ? "event.id" : name, role, withRows)
            : "1";

    private JsonObject LinkTo(string type) =>
        new() { ["data"] = JsonApiDocument.Identifier(type, _tenants.RowIdOf(type, _tenants.TenantA)) };

    private string ValueOf(string name, string role, bool withRows)
    {
        var tenant = _tenants.TenantA;
        var client = _tenants.ClientFor(role == "anonymous" ? "verified" : role, tenant);
        var eventId = withRows ? tenant.EventId : _emptyEvent;
        return name switch
        {
            "user.id" => $"{client.UserId}",
            "user.email" => client.Email,
            "user.password" => OpenEventServer.Password,
            "event.id" or "event.id#" => eventId,
            "event.identifier" => _identifiers[eventId],
            "order.identifier" => withRows ? tenant.RowIds["order-identifier"] : "none",
            "discount-code.code" => "D-" + tenant.Marker,
            "event-invoice.identifier" => withRows ? tenant.RowIds["event-invoice"] : "none",
            "task.id" => tenant.RowIds["task"],
            "id" => withRows ? tenant.RowIds["users-groups-role"] : "999999999",
            _ when name.EndsWith(".id", StringComparison.Ordinal) => withRows ? _tenants.RowIdOf(name[..^3], tenant) : "999999999",
            _ => tenant.Marker,
        };
    }
}
