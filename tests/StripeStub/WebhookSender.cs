using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace OpenEvent.StripeStub;

/// <summary>
/// Sends signed webhooks (https://docs.stripe.com/webhooks#verify-manually). Depending on the fault plan, they are delivered, lost,
/// repeated or delayed. Without a URL, they are kept for the test to send.
/// </summary>
public sealed class WebhookSender(string secret) : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private readonly List<(string Type, string Body)> _unsent = [];
    private int _last;
    private int _inFlight;

    /// <summary>The receiver. Null: webhooks are kept in <see cref="Unsent"/>.</summary>
    public string? Url { get; set; }

    public FaultPlan Faults { get; set; } = FaultPlan.None;

    public int Sent { get; private set; }

    public int Lost { get; private set; }

    /// <summary>The number of webhooks that are being delivered.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>The webhooks that were not sent, oldest first.</summary>
    public IReadOnlyList<(string Type, string Body)> Unsent
    {
        get
        {
            lock (_unsent)
                return [.. _unsent];
        }
    }

    public void Send(string account, string type, JsonObject subject)
    {
        var body = new JsonObject
        {
            ["id"] = $"evt_{Interlocked.Increment(ref _last).ToString("d8", CultureInfo.InvariantCulture)}",
            ["object"] = "event",
            ["type"] = type,
            ["account"] = account,
            ["api_version"] = "2026-01-01",
            ["created"] = 1,
            ["livemode"] = false,
            ["pending_webhooks"] = 1,
            ["data"] = new JsonObject { ["object"] = subject.DeepClone() },
        }.ToJsonString();
        if (Url is null)
        {
            lock (_unsent)
                _unsent.Add((type, body));
            return;
        }

        var isLost = Random.Shared.NextDouble() < Faults.LostWebhooks;
        var isDuplicated = Random.Shared.NextDouble() < Faults.DuplicateWebhooks;
        if (isLost)
            Lost++;
        for (var i = isLost ? 1 : 0; i < (isDuplicated ? 2 : 1); i++)
            _ = DeliverWithRetriesAsync(body);
    }

    /// <summary>Sends one webhook now.</summary>
    /// <param name="signature">Null: a valid signature.</param>
    /// <returns>The status code of the response.</returns>
    public async Task<int> DeliverAsync(string url, string body, string? signature = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Stripe-Signature", signature ?? Sign(body, DateTimeOffset.UtcNow));
        using var response = await _http.SendAsync(request);
        Sent++;
        return (int)response.StatusCode;
    }

    public string Sign(string body, DateTimeOffset at)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{body}"));
        return $"t={time},v1={Convert.ToHexStringLower(hash)}";
    }

    public void Dispose() => _http.Dispose();

    private async Task DeliverWithRetriesAsync(string body)
    {
        Interlocked.Increment(ref _inFlight);
        try
        {
            for (var attempt = 1; attempt <= 5; attempt++)
            {
                await Task.Delay(Faults.MaxWebhookDelay * Random.Shared.NextDouble());
                if (await DeliverAsync(Url!, body) < 300)
                    return;
                await Task.Delay(TimeSpan.FromMilliseconds(200 * attempt));
            }
        }
        catch (HttpRequestException)
        {
            // The receiver is down. The webhook counts as lost.
        }
        catch (TaskCanceledException)
        {
            // The receiver did not respond in time.
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }
}
