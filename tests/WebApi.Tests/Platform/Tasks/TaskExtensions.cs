using System.Net;
using System.Text.Json;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Platform;

/// <summary>Starts tasks, runs them, and downloads their results.</summary>
internal static class TaskExtensions
{
    /// <summary>Starts an export and returns the URL of its task.</summary>
    public static async Task<string> StartAsync(this ApiClient client, HttpMethod method, string url, object? body = null) =>
        (await client.SendAsync(method, url, body)).EnsureStatus(HttpStatusCode.OK).Json.GetProperty("task_url").GetString()!;

    public static async Task<(string State, JsonElement Result)> GetTaskAsync(this ApiClient client, string task)
    {
        var json = (await client.GetAsync(task)).EnsureStatus(HttpStatusCode.OK).Json;
        return (json.GetProperty("state").GetString()!, json.TryGetProperty("result", out var result) ? result : default);
    }

    /// <summary>The path of the signed link to the result.</summary>
    public static async Task<string> GetDownloadPathAsync(this ApiClient client, string task)
    {
        var (state, result) = await client.GetTaskAsync(task);
        return state == "SUCCESS"
            ? new Uri(result.GetProperty("download_url").GetString()!).PathAndQuery
            : throw new InvalidOperationException($"{state}: {result}");
    }

    /// <summary>Runs an export and downloads its file as a browser does, without a token.</summary>
    public static async Task<ApiResponse> ExportAsync(
        this OpenEventServer server,
        ApiClient client,
        HttpMethod method,
        string url,
        object? body = null
    )
    {
        var task = await client.StartAsync(method, url, body);
        await server.ProcessOutboxAsync("task");
        return (await server.Anonymous.GetAsync(await client.GetDownloadPathAsync(task))).EnsureStatus(HttpStatusCode.OK);
    }
}
