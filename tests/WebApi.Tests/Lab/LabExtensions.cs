using System.Net;
using System.Text.Json;
using OpenEvent.Testing;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Lab;

/// <summary>Requests and waits that the tests of the lab share.</summary>
internal static class LabExtensions
{
    public static Task<ApiResponse> CallAsync(
        this ApiClient user,
        string function,
        string device = "main",
        params (string Name, string Value)[] headers
    ) => user.PostAsync($"/v1/lab/devices/{device}/functions", new { function }, headers);

    /// <summary>
    /// Keeps the device busy until the token is cancelled, for at most a minute, by measuring a signal that is not there.
    /// </summary>
    public static async Task OccupyDeviceAsync(this ApiClient user, CancellationToken ct, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/lab/devices/main/functions")
        {
            Content = new StringContent("""{"function": "get_freq('LA1', timeout=60)"}""", null, ApiClient.JsonApi),
        };
        foreach (var (name, value) in headers.Append(("Authorization", $"JWT {user.Token}")))
            request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await user.Http.SendAsync(request, ct);
    }

    /// <summary>
    /// Books the device from the current quarter of an hour. Tries again if the quarter ends before the server reads its clock.
    /// </summary>
    /// <param name="classId">The class for which the device is booked; null for the user alone.</param>
    public static async Task<ApiResponse> BookNowAsync(this ApiClient user, string? classId = null)
    {
        while (true)
        {
            var start = Quarter();
            var created = await user.PostAsync(
                "/v1/lab/bookings",
                JsonApiDocument.Of(
                    "booking",
                    null,
                    new
                    {
                        device = "main",
                        starts_at = start,
                        ends_at = start.AddMinutes(30),
                    },
                    classId is null ? [] : [("class", "lab-class", classId)]
                )
            );
            if (created.Status == HttpStatusCode.Created || start == Quarter())
                return created.EnsureStatus(HttpStatusCode.Created);
        }

        static DateTimeOffset Quarter() =>
            DateTimeOffset.UtcNow is var now ? now.AddTicks(-(now.Ticks % TimeSpan.FromMinutes(15).Ticks)) : default;
    }

    public static JsonElement Result(this ApiResponse answer) => answer.EnsureStatus(HttpStatusCode.OK).Json.GetProperty("result");

    public static double Number(this ApiResponse answer) => answer.Result().GetProperty("value").GetDouble();

    public static string? Code(this ApiResponse answer) =>
        answer.Error.GetProperty("source").TryGetProperty("code", out var code) ? code.GetString() : null;

    /// <summary>Waits until the device is in a state.</summary>
    public static Task WaitForDeviceStateAsync(this OpenEventServer server, string state, string device = "main") =>
        Eventually.ReadAsync(
            $"the device {device} is {state}",
            async () => (await server.Admin.GetAsync($"/v1/lab/devices/{device}")).Json.GetProperty("state").GetString(),
            found => found == state
        );

    public static Task<ApiClient[]> CreateUsersAsync(this OpenEventServer server, int count) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(_ => server.RegisterUserAsync()));
}
