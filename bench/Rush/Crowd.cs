using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text.Json;

namespace OpenEvent.Rush;

/// <param name="Status">The last one: a retry replaces what a killed server left unsaid.</param>
internal sealed record Answer(int Status, string? OrderId, bool IsFault);

/// <summary>The buyers. Each sends one order with a key of its own, again and again while the server is down or busy with it.</summary>
internal sealed class Crowd(HttpClient http, Servers servers, IReadOnlyList<Client> buyers, Client owner, int sockets)
{
    public Client Owner => owner;

    public static async Task<Crowd> GatherAsync(Servers servers, Books books, int count, int sockets)
    {
        var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = sockets }) { Timeout = TimeSpan.FromMinutes(2) };
        var home = servers.Addresses[0];
        var owner = await Client.SignInAsync(http, home, Servers.AdminEmail);
        var model = await new Client(http, home, null).CreateAsync("/v1/users", JsonSerializer.Serialize(new { data = new { type = "user", attributes = new { email = "model@example.org", password = Servers.Password } } }));
        await books.ExecuteAsync($"UPDATE users SET is_verified = true WHERE id = {model}");
        await books.CopyUserAsync(long.Parse(model, System.Globalization.CultureInfo.InvariantCulture), count);
        var buyers = new Client[count];
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (n, _) => buyers[n] = await Client.SignInAsync(http, home, $"buyer{n + 1}@example.org"));
        return new Crowd(http, servers, buyers, owner, sockets);
    }

    public async Task<IReadOnlyCollection<Answer>> RushAsync(Scenario scenario, Shop shop, int kills)
    {
        var answers = new ConcurrentBag<Answer>();
        var rush = Parallel.ForEachAsync(Enumerable.Range(0, buyers.Count), new ParallelOptions { MaxDegreeOfParallelism = sockets }, async (n, _) => answers.Add(await BuyAsync(n, scenario, shop)));
        for (var kill = 1; kill <= kills; kill++)
        {
            while (!rush.IsCompleted && answers.Count < buyers.Count * kill / (kills + 1)) await Task.Delay(20);
            if (!rush.IsCompleted) await servers.KillAsync(kill % servers.Addresses.Count);
        }

        await rush;
        http.CancelPendingRequests();
        return answers;
    }

    private async Task<Answer> BuyAsync(int n, Scenario scenario, Shop shop)
    {
        var (body, key, isFault) = (scenario.BasketOf(n, shop), $"{scenario.Name} {n}", false);
        for (var tries = 0; ; tries++)
        {
            try
            {
                var (status, answer, isBusy) = await buyers[n].SendAsync(HttpMethod.Post, "/v1/orders/create-order", body, key, servers.Addresses[(n + tries) % servers.Addresses.Count]);
                if (status == 200)
                {
                    using var document = JsonDocument.Parse(answer);
                    return new Answer(status, document.RootElement.GetProperty("data").GetProperty("id").GetString(), isFault);
                }

                if (status < 500 && !(status == 409 && isBusy)) return new Answer(status, null, isFault);
                isFault |= status >= 500;
                if (status >= 500) Console.Error.WriteLine($"{scenario.Name}: {status} {answer}");
            }
            catch (Exception down) when (down is HttpRequestException or SocketException or TaskCanceledException or IOException)
            {
                // The server is being killed: the key makes it safe to ask again.
            }

            await Task.Delay(200);
        }
    }
}
