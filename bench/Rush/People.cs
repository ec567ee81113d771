using System.Globalization;
using System.Text.Json;

namespace OpenEvent.Rush;

/// <summary>The event's owner and the buyers, with their tokens.</summary>
internal sealed record People(Client Owner, IReadOnlyList<Client> Buyers)
{
    public static async Task<People> GatherAsync(Servers servers, Books books, int count, int sockets)
    {
        var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = sockets }) { Timeout = TimeSpan.FromMinutes(2) };
        var home = servers.Addresses[0];
        var model = await new Client(http, home, null).CreateAsync(
            "/v1/users",
            JsonSerializer.Serialize(
                new { data = new { type = "user", attributes = new { email = "model@example.org", password = Servers.Password } } }
            )
        );
        await books.ExecuteAsync($"UPDATE users SET is_verified = true WHERE id = {model}");
        await books.CopyUserAsync(long.Parse(model, CultureInfo.InvariantCulture), count);
        var sample = await Client.SignInAsync(http, home, "model@example.org");
        var buyers = (await books.IdsAsync("SELECT id FROM users WHERE email LIKE 'buyer%' ORDER BY id"))
            .Select(id => new Client(http, home, Servers.TokenLike(sample.Token!, id)))
            .ToArray();
        return new People(await Client.SignInAsync(http, home, Servers.AdminEmail), buyers);
    }
}
