using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json;

namespace OpenEvent.Rush;

/// <param name="Status">The last one: a retry replaces what a killed server left unsaid.</param>
internal sealed record Answer(int Status, string? OrderId, bool IsFault);

/// <summary>The buyers. Each sends one order with a key of its own, again and again while the server is down or busy with it.</summary>
internal sealed class Crowd(Servers servers, Outages outages, IReadOnlyList<Client> buyers, Client owner, int sockets)
{
    public Client Owner => owner;

    public IReadOnlyList<Client> Buyers => buyers;

    public static async Task<Crowd> GatherAsync(Servers servers, Outages outages, Books books, int count, int sockets)
    {
        var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = sockets }) { Timeout = TimeSpan.FromMinutes(2) };
        var home = servers.Addresses[0];
        var owner = await Client.SignInAsync(http, home, Servers.AdminEmail);
        var model = await new Client(http, home, null).CreateAsync("/v1/users", JsonSerializer.Serialize(new { data = new { type = "user", attributes = new { email = "model@example.org", password = Servers.Password } } }));
        await books.ExecuteAsync($"UPDATE users SET is_verified = true WHERE id = {model}");
        await books.CopyUserAsync(long.Parse(model, System.Globalization.CultureInfo.InvariantCulture), count);
        var sample = await Client.SignInAsync(http, home, "model@example.org");
        var buyers = (await books.IdsAsync("SELECT id FROM users WHERE email LIKE 'buyer%' ORDER BY id")).Select(id => new Client(http, home, Servers.TokenLike(sample.Token!, id))).ToArray();
        return new Crowd(servers, outages, buyers, owner, sockets);
    }

    /// <summary>Kills are spread over the sales, not over the long tail of refusals; every sixth or so is the database's.</summary>
    public async Task<IReadOnlyCollection<Answer>> RushAsync(Scenario scenario, Shop shop, int serverKills, int databaseKills)
    {
        var (answers, sold, kills) = (new ConcurrentBag<Answer>(), 0, serverKills + databaseKills);
        var rush = Parallel.ForEachAsync(Enumerable.Range(0, buyers.Count), new ParallelOptions { MaxDegreeOfParallelism = sockets }, async (n, _) =>
        {
            var answer = await PersistAsync(buyers[n], "/v1/orders/create-order", scenario.BasketOf(n, shop), $"{scenario.Name} {n}", n);
            if (answer.Status == 200) Interlocked.Increment(ref sold);
            answers.Add(answer);
        });
        for (var kill = 1; kill <= kills; kill++)
        {
            while (!rush.IsCompleted && Volatile.Read(ref sold) < scenario.Sales * kill / (kills + 1) && answers.Count < buyers.Count * kill / (kills + 1)) await Task.Delay(5);
            if (rush.IsCompleted) break;
            if (kill * databaseKills / kills > (kill - 1) * databaseKills / kills) await outages.KillDatabaseAsync();
            else await outages.KillServerAsync();
        }

        await rush;
        return answers;
    }

    /// <summary>Until it is answered by something other than a fault of a process that is down.</summary>
    public async Task<Answer> PersistAsync(Client buyer, string path, string body, string key, int n)
    {
        var isFault = false;
        for (var tries = 0; ; tries++)
        {
            var start = Stopwatch.GetTimestamp();
            try
            {
                var (status, answer, isBusy) = await buyer.SendAsync(HttpMethod.Post, path, body, key, servers.Addresses[(n + tries) % servers.Addresses.Count]);
                if (status is 200 or 201)
                {
                    using var document = JsonDocument.Parse(answer);
                    return new Answer(status, document.RootElement.GetProperty("data").GetProperty("id").GetString(), isFault);
                }

                if (status < 500 && !(status == 409 && isBusy))
                {
                    if (status != 409) await Console.Error.WriteLineAsync($"{key}: {status} {answer}");
                    return new Answer(status, null, isFault);
                }

                if (status >= 500 && !outages.WasDown(start, Stopwatch.GetTimestamp()))
                {
                    isFault = true;
                    await Console.Error.WriteLineAsync($"{key}: {status} {answer}");
                }
            }
            catch (Exception down) when (down is HttpRequestException or SocketException or TaskCanceledException or IOException)
            {
                // The server is being killed: the key makes it safe to ask again.
            }

            await Task.Delay(200);
        }
    }
}
