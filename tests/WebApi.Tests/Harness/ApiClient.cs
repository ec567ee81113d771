using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace OpenEvent.WebApi.Tests.Harness;

/// <summary>An HTTP client for one user. It sends the JSON:API headers that the real clients send.</summary>
public sealed class ApiClient(HttpClient http, string? token)
{
    public const string JsonApi = "application/vnd.api+json";

    public HttpClient Http => http;

    public string? Token => token;

    public long UserId { get; set; }

    public string Email { get; set; } = "";

    public Task<ApiResponse> GetAsync(string url, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, url, null, headers);

    public Task<ApiResponse> PostAsync(string url, object? body, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, url, body, headers);

    public Task<ApiResponse> PatchAsync(string url, object? body, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Patch, url, body, headers);

    public Task<ApiResponse> DeleteAsync(string url, object? body = null, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Delete, url, body, headers);

    /// <summary>Sends a request. A string or a byte array is sent unchanged; other bodies are serialized as JSON.</summary>
    public async Task<ApiResponse> SendAsync(HttpMethod method, string url, object? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, url);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(url.StartsWith("/v1", StringComparison.Ordinal) ? JsonApi : "*/*"));
        if (token is not null)
            request.Headers.TryAddWithoutValidation("Authorization", $"JWT {token}");
        if (body is not null || method == HttpMethod.Post || method == HttpMethod.Patch)
        {
            request.Content = new ByteArrayContent(
                body switch
                {
                    null => [],
                    byte[] bytes => bytes,
                    string text => Encoding.UTF8.GetBytes(text),
                    _ => JsonSerializer.SerializeToUtf8Bytes(body),
                }
            );
            request.Content.Headers.TryAddWithoutValidation("Content-Type", JsonApi);
        }

        foreach (var (name, value) in headers)
        {
            if (name == "Content-Type")
                request.Content!.Headers.Remove(name);
            if (name == "Content-Type")
                request.Content!.Headers.TryAddWithoutValidation(name, value);
            else
            {
                request.Headers.Remove(name);
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var response = await http.SendAsync(request);
        return new ApiResponse(
            response.StatusCode,
            response.Headers,
            response.Content.Headers,
            await response.Content.ReadAsByteArrayAsync()
        );
    }

    /// <summary>Creates a resource. Throws if the status is not 201.</summary>
    public async Task<ApiResponse> CreateAsync(
        string type,
        object attributes,
        params (string Name, string Type, string Id)[] relationships
    ) =>
        (await PostAsync($"/v1/{PathOf(type)}", JsonApiDocument.Of(type, null, attributes, relationships))).EnsureStatus(
            System.Net.HttpStatusCode.Created
        );

    public static string PathOf(string type) =>
        type == "tax" ? "taxes"
        : type.EndsWith('y') ? type[..^1] + "ies"
        : type.EndsWith('s') ? type
        : type + "s";
}
