using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace OpenEvent.StripeStub;

/// <summary>
/// Simulates many buyers who pay through the stub in every way that can go wrong: in two tabs at once, after the order has expired, with a
/// declined card first, without returning, or while the order is cancelled. <see cref="PaymentAudit"/> checks the result.
/// </summary>
/// <param name="server">The URL of the OpenEvent server.</param>
/// <param name="tokens">The buyers' access tokens.</param>
/// <param name="teamToken">The access token of a member of the event team.</param>
/// <param name="tickets">The ids of paid tickets: some with many seats, some with few.</param>
/// <param name="expire">Makes an order overdue, by its id.</param>
public sealed class PaymentLoad(
    Uri server,
    StripeStubServer stripe,
    IReadOnlyList<string> tokens,
    string teamToken,
    IReadOnlyList<long> tickets,
    Func<string, Task> expire
) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 64 })
    {
        BaseAddress = server,
        Timeout = TimeSpan.FromSeconds(100),
    };
    private int _unexpectedErrors;

    /// <summary>The number of answers with a status of 500 or above, except 503.</summary>
    public int UnexpectedErrors => _unexpectedErrors;

    public int OrderCount { get; private set; }

    public async Task RunAsync(int buyers, int atOnce)
    {
        var ordered = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, buyers), new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (n, _) =>
        {
            if (await BuyAsync(tokens[n % tokens.Count], tickets[n % tickets.Count], new Random(n)))
                Interlocked.Increment(ref ordered);
        });
        OrderCount = ordered;
    }

    public void Dispose() => _http.Dispose();

    private async Task<bool> BuyAsync(string token, long ticket, Random random)
    {
        var (status, order) = await SendAsync(
            token,
            "POST",
            "/v1/orders/create-order",
            new { tickets = new[] { new { id = ticket, quantity = 1 } } }
        );
        if (status != HttpStatusCode.OK)
            return false;
        var id = order.GetProperty("data").GetProperty("id").GetString()!;
        var identifier = order.GetProperty("data").GetProperty("attributes").GetProperty("identifier").GetString()!;
        var browserTabs = random.NextDouble() < 0.2 ? 2 : 1;
        var intents = (await Task.WhenAll(Enumerable.Range(0, browserTabs).Select(_ => ChargeAsync(token, identifier))))
            .Where(i => i.Id is not null)
            .ToList();
        if (random.NextDouble() < 0.1)
            await expire(id);
        if (random.NextDouble() < 0.05)
            await UpdateStatusAsync(token, id, "cancelled");
        if (random.NextDouble() < 0.05)
            return true; // The buyer closes their browser without paying.
        var confirmations = intents.Select(intent =>
            Task.Run(() =>
            {
                if (random.NextDouble() < 0.1)
                    stripe.Payments.Confirm(intent.Id!, intent.Secret, "pm_card_declined");
                stripe.Payments.Confirm(intent.Id!, intent.Secret, "pm_card_visa");
            })
        );
        var verifications = Enumerable
            .Range(0, random.Next(3))
            .Select(_ => SendAsync(token, "POST", $"/v1/orders/{identifier}/verify", null))
            .ToList();
        await Task.WhenAll([.. confirmations, .. verifications]);
        if (random.NextDouble() < 0.3)
            await SendAsync(token, "POST", $"/v1/orders/{identifier}/verify", null);
        if (random.NextDouble() < 0.1)
            await UpdateStatusAsync(teamToken, id, "cancelled");
        return true;
    }

    /// <summary>Charges an order, with retries like a client does.</summary>
    private async Task<(string? Id, string? Secret)> ChargeAsync(string token, string order)
    {
        for (var attempt = 0; attempt < 5; attempt++)
        {
            var (status, charge) = await SendAsync(
                token,
                "POST",
                $"/v1/orders/{order}/charge",
                new { data = new { type = "charge", attributes = new { } } }
            );
            if (status != HttpStatusCode.OK)
                continue;
            using var intent = JsonDocument.Parse(charge.GetProperty("data").GetProperty("attributes").GetProperty("message").GetString()!);
            return (intent.RootElement.GetProperty("id").GetString(), intent.RootElement.GetProperty("client_secret").GetString());
        }

        return default;
    }

    private Task UpdateStatusAsync(string token, string order, string status) =>
        SendAsync(
            token,
            "PATCH",
            $"/v1/orders/{order}",
            new
            {
                data = new
                {
                    type = "order",
                    id = order,
                    attributes = new { status },
                },
            }
        );

    private async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(string token, string method, string url, object? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), url);
        request.Headers.TryAddWithoutValidation("Authorization", $"JWT {token}");
        request.Headers.TryAddWithoutValidation("Idempotency-Key", Guid.NewGuid().ToString());
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("*/*"));
        request.Content = new ByteArrayContent(body is null ? [] : JsonSerializer.SerializeToUtf8Bytes(body));
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/vnd.api+json");
        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if (
            (int)answer.StatusCode >= 500
            && answer.StatusCode != HttpStatusCode.ServiceUnavailable
            && Interlocked.Increment(ref _unexpectedErrors) <= 3
        )
            Console.Error.WriteLine(text);
        return (
            answer.StatusCode,
            text.Length > 0 && answer.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true
                ? JsonDocument.Parse(Encoding.UTF8.GetBytes(text)).RootElement
                : default
        );
    }
}
