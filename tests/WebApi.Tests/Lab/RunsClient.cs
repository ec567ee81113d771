using System.Net;
using System.Text.Json;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Lab;

/// <summary>Requests about scripts and runs that tests share.</summary>
internal static class RunsClient
{
    public static async Task<string> CreateScriptAsync(this ApiClient user, string code, string title = "Test") =>
        (await user.PostAsync("/v1/lab/scripts", JsonApiDocument.Of("lab-script", null, new { title, code })))
            .EnsureStatus(HttpStatusCode.Created)
            .Id();

    public static Task<ApiResponse> StartRunAsync(this ApiClient user, string script, string device = "main") =>
        user.PostAsync($"/v1/lab/scripts/{script}/runs", new { device });

    /// <summary>Starts a run of a new script.</summary>
    /// <returns>The id of the run.</returns>
    public static async Task<string> StartCodeAsync(this ApiClient user, string code, string device = "main") =>
        (await user.StartRunAsync(await user.CreateScriptAsync(code), device)).EnsureStatus(HttpStatusCode.Created).Id();

    /// <summary>Reads the messages of a run until its end.</summary>
    public static async Task<List<JsonElement>> ReadStreamAsync(this ApiClient user, string run, long after = 0)
    {
        List<JsonElement> messages = [];
        await foreach (var message in user.StreamAsync(run, after, CancellationToken.None))
            messages.Add(message);
        return messages;
    }

    public static async IAsyncEnumerable<JsonElement> StreamAsync(
        this ApiClient user,
        string run,
        long after,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/lab/runs/{run}/stream?after={after}");
        request.Headers.TryAddWithoutValidation("Authorization", $"JWT {user.Token}");
        using var answer = await user.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        answer.EnsureSuccessStatusCode();
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(ct));
        while (await reader.ReadLineAsync(ct) is { } line)
            yield return JsonDocument.Parse(line).RootElement.Clone();
    }

    /// <summary>Runs a script to its end.</summary>
    public static async Task<List<JsonElement>> RunScriptAsync(this ApiClient user, string script, string device = "main") =>
        await user.ReadStreamAsync((await user.StartRunAsync(script, device)).EnsureStatus(HttpStatusCode.Created).Id());

    /// <summary>Runs code to its end.</summary>
    public static async Task<List<JsonElement>> RunCodeAsync(this ApiClient user, string code, string device = "main") =>
        await user.ReadStreamAsync(await user.StartCodeAsync(code, device));

    /// <summary>The elements of a stream by id, with their updates applied to the fields that they name.</summary>
    public static Dictionary<string, Dictionary<string, JsonElement>> Elements(this IEnumerable<JsonElement> messages)
    {
        Dictionary<string, Dictionary<string, JsonElement>> elements = [];
        foreach (var message in messages)
            if (message.Type() == "add")
                elements[message.GetProperty("element").GetProperty("id").GetString()!] = message
                    .GetProperty("element")
                    .EnumerateObject()
                    .ToDictionary(p => p.Name, p => p.Value);
            else if (message.Type() == "update")
                foreach (var field in message.GetProperty("patch").EnumerateObject())
                    elements[message.GetProperty("id").GetString()!][field.Name] = field.Value;
        return elements;
    }

    public static string Type(this JsonElement message) => message.GetProperty("type").GetString()!;

    /// <summary>The last status of a stream.</summary>
    public static string Status(this IReadOnlyList<JsonElement> messages) =>
        messages.Last(m => m.Type() == "status").GetProperty("status").GetString()!;

    public static async Task<JsonElement> GetRunAsync(this ApiClient user, string run) =>
        (await user.GetAsync($"/v1/lab/runs/{run}")).EnsureStatus(HttpStatusCode.OK).Json.GetProperty("data").GetProperty("attributes");
}
