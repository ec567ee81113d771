using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace OpenEvent.StripeStub;

/// <summary>Webhooks: signed (https://docs.stripe.com/webhooks#verify-manually), and delivered, lost, doubled or delayed as the weather is, or held until a test says.</summary>
public sealed class WebhookSender(string secret) : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private readonly List<(string Type, string Body)> _unsent = [];
    private int _last;
    private int _inFlight;

    /// <summary>Where they go; null: they are kept in <see cref="Unsent"/>.</summary>
    public string? Url { get; set; }

    public FaultPlan Faults { get; set; } = FaultPlan.None;

    public int Sent { get; private set; }

    public int Lost { get; private set; }

    /// <summary>How many are on their way.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>What was not sent, oldest first.</summary>
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

        var (isLost, isTwice) = (Random.Shared.NextDouble() < Faults.LostWebhooks, Random.Shared.NextDouble() < Faults.DuplicateWebhooks);
        if (isLost)
            Lost++;
        for (var i = isLost ? 1 : 0; i < (isTwice ? 2 : 1); i++)
            _ = DeliverWithRetriesAsync(body);
    }

    /// <summary>Sends one now, and says what the receiver answered.</summary>
    public async Task<int> DeliverAsync(string url, string body, string? signature = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Stripe-Signature", signature ?? Sign(body, DateTimeOffset.UtcNow));
        using var answer = await _http.SendAsync(request);
        Sent++;
        return (int)answer.StatusCode;
    }

    public string Sign(string body, DateTimeOffset at)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"t={time},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{body}")))}";
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
            // The receiver is down: lost, as it would be in the end.
        }
        catch (TaskCanceledException)
        {
            // It did not answer.
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }
}
