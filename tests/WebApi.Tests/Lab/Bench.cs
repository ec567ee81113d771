using System.Text.Json;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Lab;

/// <summary>What a user does with the lab.</summary>
internal static class Bench
{
    public static Task<Answer> CallAsync(this Client user, string function, string device = "main", params (string Name, string Value)[] headers) =>
        user.PostAsync($"/v1/lab/devices/{device}/functions", new { function }, headers);

    public static JsonElement Result(this Answer answer) => answer.Must(System.Net.HttpStatusCode.OK).Json.GetProperty("result");

    public static double Number(this Answer answer) => answer.Result().GetProperty("value").GetDouble();

    public static string? Code(this Answer answer) => answer.Error.GetProperty("source").TryGetProperty("code", out var code) ? code.GetString() : null;

    /// <summary>Until the device is in that state.</summary>
    public static async Task UntilAsync(this OpenEventServer server, string state, string device = "main")
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await server.Admin.GetAsync($"/v1/lab/devices/{device}")).Json.GetProperty("state").GetString() != state) await Task.Delay(20, limit.Token);
    }

    public static Task<Client[]> PeopleAsync(this OpenEventServer server, int count) => Task.WhenAll(Enumerable.Range(0, count).Select(_ => server.SomebodyAsync()));
}
