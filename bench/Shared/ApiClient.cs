using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace OpenEvent.Bench;

/// <summary>Calls the server as its administrator, to create what a benchmark needs.</summary>
internal sealed class ApiClient : IDisposable
{
    public const string Email = "admin@example.org",
        Password = "correct horse";

    private const string JsonApi = "application/vnd.api+json";

    private ApiClient(HttpClient http) => Http = http;

    public HttpClient Http { get; }

    public static async Task<ApiClient> SignInAsync(Uri address)
    {
        var http = new HttpClient { BaseAddress = address };
        using var answer = await http.PostAsJsonAsync(
            new Uri("/auth/session", UriKind.Relative),
            new { email = Email, password = Password }
        );
        var token = (await ReadAsync(answer)).GetProperty("access_token").GetString();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("JWT", token);
        return new ApiClient(http);
    }

    /// <summary>Content of a route of the JSON:API. Those accept no other type.</summary>
    public static JsonContent Content(object document) => JsonContent.Create(document, new MediaTypeHeaderValue(JsonApi));

    /// <param name="attributes">An object whose properties are named as on the wire, with underscores.</param>
    /// <returns>The id of the row.</returns>
    public async Task<string> CreateAsync(string type, object attributes, string? eventId = null)
    {
        object relationships = eventId is null ? new { } : new { @event = new { data = new { type = "event", id = eventId } } };
        using var content = Content(
            new
            {
                data = new
                {
                    type,
                    attributes,
                    relationships,
                },
            }
        );
        using var answer = await Http.PostAsync(new Uri($"/v1/{type}s", UriKind.Relative), content);
        return (await ReadAsync(answer)).GetProperty("data").GetProperty("id").ToString();
    }

    public async Task<JsonElement> GetAsync(string url)
    {
        using var answer = await Http.GetAsync(new Uri(url, UriKind.Relative));
        return await ReadAsync(answer);
    }

    public void Dispose() => Http.Dispose();

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? JsonDocument.Parse(text).RootElement
            : throw new InvalidOperationException($"{answer.RequestMessage!.RequestUri}: {(int)answer.StatusCode} {text}");
    }
}
