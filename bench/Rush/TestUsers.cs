using System.Globalization;
using System.Text.Json;

namespace OpenEvent.Rush;

/// <summary>The owner of the events and the buyers, with their access tokens.</summary>
internal sealed record TestUsers(BuyerClient Owner, IReadOnlyList<BuyerClient> Buyers)
{
    public static async Task<TestUsers> CreateAsync(ServerProcesses servers, DatabaseProbe database, int count, int sockets)
    {
        var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = sockets }) { Timeout = TimeSpan.FromMinutes(2) };
        var home = servers.Addresses[0];
        var model = await new BuyerClient(http, home, null).CreateAsync(
            "/v1/users",
            JsonSerializer.Serialize(
                new { data = new { type = "user", attributes = new { email = "model@example.org", password = ServerProcesses.Password } } }
            )
        );
        await database.ExecuteAsync($"UPDATE users SET is_verified = true WHERE id = {model}");
        await database.CopyUserAsync(long.Parse(model, CultureInfo.InvariantCulture), count);
        var sample = await BuyerClient.SignInAsync(http, home, "model@example.org");
        var buyers = (await database.IdsAsync("SELECT id FROM users WHERE email LIKE 'buyer%' ORDER BY id"))
            .Select(id => new BuyerClient(http, home, ServerProcesses.CreateToken(sample.Token!, id)) { UserId = id })
            .ToArray();
        return new TestUsers(await BuyerClient.SignInAsync(http, home, ServerProcesses.AdminEmail), buyers);
    }
}
