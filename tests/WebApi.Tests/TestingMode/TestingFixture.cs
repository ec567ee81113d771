using System.Net;
using System.Text.Json;
using OpenEvent.Testing;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.TestingMode;

/// <summary>A server in testing mode, which processes its outbox.</summary>
public abstract class TestingFixture(params string[] settings)
    : ServerFixture(["--Testing:Enabled=true", "--Outbox:AtOnce=4", "--Payments:Stripe:SweepSeconds=30", .. settings])
{
    protected override Task<TestDatabase> CreateDatabaseAsync() => TestDatabase.CreateAsync(TestingTemplate.Instance);

    protected async Task ResetAsync() => (await Server.Anonymous.PostAsync("/testing/reset", null)).EnsureStatus(HttpStatusCode.OK);

    protected Task<ApiClient> SignInAsAdminAsync() => Server.SignInAsync(OpenEventServer.AdminEmail);

    /// <summary>Registers an account as a suite does, without SQL.</summary>
    protected Task<ApiResponse> RegisterAsync(string email) =>
        Server.Anonymous.CreateAsync("user", new { email, password = OpenEventServer.Password });

    /// <summary>The newest e-mail that fits, once there is one.</summary>
    protected async Task<JsonElement> ReceiveAsync(string query) =>
        (await Server.Anonymous.GetAsync($"/testing/mails?wait=60&{query}"))
            .EnsureStatus(HttpStatusCode.OK)
            .Json.GetProperty("mails")
            .EnumerateArray()
            .First();

    protected async Task<JsonElement> ChangeClockAsync(object change) =>
        (await Server.Anonymous.PostAsync("/testing/clock?wait=60", change)).EnsureStatus(HttpStatusCode.OK).Json;
}
