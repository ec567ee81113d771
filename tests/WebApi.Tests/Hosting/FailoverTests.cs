using System.Net;
using Npgsql;
using NUnit.Framework;
using OpenEvent.Testing;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Hosting;

/// <summary>A server with a primary and a synchronous standby, whose primary is killed (docs/many-machines.md).</summary>
[TestFixture]
public sealed class FailoverTests
{
    [Test]
    public async Task After_a_failover_the_server_goes_on_by_itself_and_every_confirmed_write_is_there()
    {
        await using var postgres = await ReplicatedPostgres.StartAsync();
        var folder = Directory.CreateTempSubdirectory("openevent-failover-").FullName;
        await using var app = await WebApi.Program.BuildAsync(OpenEventServer.SettingsFor(postgres.ConnectionString, folder));
        await app.StartAsync();
        var anonymous = new ApiClient(new HttpClient { BaseAddress = new Uri(app.Urls.First()) }, null);
        var signedIn = await anonymous.PostAsync(
            "/auth/session",
            new { email = OpenEventServer.AdminEmail, password = OpenEventServer.Password }
        );
        var admin = new ApiClient(anonymous.Http, signedIn.Json.GetProperty("access_token").GetString());
        var confirmed = new List<string>();
        await WriteAsync("before");
        Assert.That(confirmed, Has.Count.EqualTo(1));

        await postgres.KillPrimaryAsync();
        var rejected = await CreateAsync("during");
        Assert.That(
            (rejected.Status, rejected.Headers.RetryAfter?.Delta),
            Is.EqualTo((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(1)))
        );
        await postgres.PromoteStandbyAsync();
        await Eventually.IsTrueAsync("the server writes to the new primary", async () =>
        {
            await WriteAsync("after");
            return confirmed.Contains("after");
        });

        await using var source = NpgsqlDataSource.Create(postgres.ConnectionString + ";Target Session Attributes=primary");
        await using var names = source.CreateCommand("SELECT array_agg(name) FROM event_topics");
        Assert.That((string[])(await names.ExecuteScalarAsync())!, Is.SupersetOf(confirmed));
        await app.StopAsync();
        Directory.Delete(folder, recursive: true);

        async Task WriteAsync(string name)
        {
            var answer = await CreateAsync(name);
            if (answer.Status == HttpStatusCode.Created)
                confirmed.Add(name);
            else
                Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable), answer.Text);
        }

        Task<ApiResponse> CreateAsync(string name) =>
            admin.PostAsync("/v1/event-topics", JsonApiDocument.Of("event-topic", null, new { name }));
    }
}
