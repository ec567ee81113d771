using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json;

namespace OpenEvent.Rush;

/// <param name="Status">The last one: a retry replaces what a killed server left unsaid.</param>
internal sealed record Answer(int Buyer, int Status, string? OrderId);

/// <summary>The buyers. Each sends one order with a key of its own, again and again while something is down or busy with it.</summary>
internal sealed class Crowd(Servers servers, Outages outages, People people, int sockets)
{
    private const int MostTold = 5;

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(2),
        LongestPause = TimeSpan.FromSeconds(1);

    private int _faults,
        _internal,
        _retries,
        _inFlight,
        _mostInFlight,
        _told;

    public Client Owner => people.Owner;

    /// <summary>5xx while nothing was down.</summary>
    public int Faults => _faults;

    /// <summary>500s at any time: a server that is up owes a 503 while its database is down.</summary>
    public int InternalErrors => _internal;

    public int Retries => _retries;

    public int MostInFlight => _mostInFlight;

    public async Task<IReadOnlyCollection<Answer>> RushAsync(
        IEnumerable<int> buyers,
        Func<int, string> basketOf,
        string key,
        Func<Task, Func<int>, Task>? meanwhile = null
    )
    {
        var (answers, sold, all) = (new ConcurrentBag<Answer>(), 0, buyers.ToArray());
        var rush = Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = sockets }, async (n, _) =>
        {
            var answer = await PersistAsync(people.Buyers[n], "/v1/orders/create-order", basketOf(n), $"{key} {n}", n);
            if (answer.Status == 200)
                Interlocked.Increment(ref sold);
            answers.Add(answer);
        });
        var telling = TellAsync(rush, () =>
            $"  {answers.Count} of {all.Length} answered, {sold} orders, {outages.ServerKills} + {outages.DatabaseKills} kills, {_retries} retries"
        );
        if (meanwhile is not null)
            await meanwhile(rush, () => answers.Count);
        await rush;
        await telling;
        return answers;
    }

    /// <summary>Until it is answered by something other than a fault of a process that is down.</summary>
    public async Task<Answer> PersistAsync(Client buyer, string path, string body, string key, int n)
    {
        for (var tries = 0; ; tries++)
        {
            var start = Stopwatch.GetTimestamp();
            try
            {
                Raise(ref _mostInFlight, Interlocked.Increment(ref _inFlight));
                var (status, answer, isBusy) = await buyer.SendAsync(
                    HttpMethod.Post,
                    path,
                    body,
                    key,
                    servers.Addresses[(n + tries) % servers.Addresses.Count]
                );
                if (status < 500 && !(status == 409 && isBusy))
                    return Read(n, status, answer, key);
                if (status == 500)
                    Interlocked.Increment(ref _internal);
                if (status >= 500 && !outages.WasDown(start, Stopwatch.GetTimestamp()))
                    Interlocked.Increment(ref _faults);
                if (status == 500 || (status > 500 && !outages.WasDown(start, Stopwatch.GetTimestamp())))
                    Tell($"{key}: {status} {answer}");
            }
            catch (Exception down) when (down is HttpRequestException or SocketException or TaskCanceledException or IOException)
            {
                // The server is being killed: the key makes it safe to ask again.
            }
            finally
            {
                Interlocked.Decrement(ref _inFlight);
            }

            Interlocked.Increment(ref _retries);
            await Task.Delay(
                TimeSpan.FromMilliseconds(Math.Min(LongestPause.TotalMilliseconds, 100 * (tries + 1) * (0.5 + Random.Shared.NextDouble())))
            );
        }
    }

    /// <summary>The first few, which say enough.</summary>
    private void Tell(string surprise)
    {
        if (Interlocked.Increment(ref _told) <= MostTold)
            Console.Error.WriteLine(surprise);
    }

    private Answer Read(int n, int status, string answer, string key)
    {
        if (status is not (200 or 201 or 409))
            Tell($"{key}: {status} {answer}");
        if (status is not (200 or 201))
            return new Answer(n, status, null);
        using var document = JsonDocument.Parse(answer);
        return new Answer(n, status, document.RootElement.GetProperty("data").GetProperty("id").GetString());
    }

    public static async Task TellAsync(Task rush, Func<string> tell)
    {
        while (await Task.WhenAny(rush, Task.Delay(Beat)) != rush)
            Console.WriteLine(tell());
    }

    private static void Raise(ref int most, int now)
    {
        for (var seen = most; now > seen; seen = most)
            if (Interlocked.CompareExchange(ref most, now, seen) == seen)
                return;
    }
}
