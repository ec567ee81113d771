using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace OpenEvent.Rush;

/// <summary>An HTTP client of one user, with their access token.</summary>
internal sealed class BuyerClient(HttpClient http, Uri defaultAddress, string? token)
{
    private const int MaxTries = 30;

    public string? Token => token;

    public long UserId { get; init; }

    public async Task<(int Status, string Body, bool IsBusy)> SendAsync(
        HttpMethod method,
        string path,
        string body,
        string? key = null,
        Uri? node = null
    )
    {
        using var request = new HttpRequestMessage(method, new Uri(node ?? defaultAddress, path));
        request.Content = new StringContent(body, Encoding.UTF8);
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/vnd.api+json");
        if (token is not null)
            request.Headers.TryAddWithoutValidation("Authorization", $"JWT {token}");
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        using var response = await http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.RetryAfter is not null);
    }

    /// <summary>Creates a resource.</summary>
    /// <returns>The id of the new resource.</returns>
    public async Task<string> CreateAsync(string path, string body)
    {
        var (status, answer) = await SendUntilAvailableAsync(path, body);
        if (status is not (200 or 201))
            throw new InvalidOperationException($"{path}: {status} {answer}");
        using var document = JsonDocument.Parse(answer);
        return document.RootElement.GetProperty("data").GetProperty("id").ToString();
    }

    public static async Task<BuyerClient> SignInAsync(HttpClient http, Uri defaultAddress, string email)
    {
        var (status, answer) = await new BuyerClient(http, defaultAddress, null).SendUntilAvailableAsync(
            "/auth/session",
            JsonSerializer.Serialize(new { email, password = ServerProcesses.Password })
        );
        if (status != 200)
            throw new InvalidOperationException($"Sign-in of {email} failed: {status} {answer}");
        using var document = JsonDocument.Parse(answer);
        return new BuyerClient(http, defaultAddress, document.RootElement.GetProperty("access_token").GetString());
    }

    /// <summary>Sends a request of the preparation again while the machine is too busy to answer it.</summary>
    private async Task<(int Status, string Body)> SendUntilAvailableAsync(string path, string body)
    {
        var key = Guid.NewGuid().ToString();
        for (var tries = 1; ; tries++)
        {
            var (status, answer, isBusy) = await SendAsync(HttpMethod.Post, path, body, key);
            if (tries == MaxTries || !(status == 503 || (status == 409 && isBusy)))
                return (status, answer);
            await Task.Delay(TimeSpan.FromSeconds(1));
        }
    }
}
