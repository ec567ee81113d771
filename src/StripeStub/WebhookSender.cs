using System.Collections.Concurrent;
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
    private static readonly TimeSpan LateDelay = TimeSpan.FromSeconds(2);

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private readonly List<(string Type, string Body)> _unsent = [];
    private readonly ConcurrentDictionary<string, ConcurrentQueue<WebhookFault>> _planned = new();
    private readonly ConcurrentDictionary<Task, bool> _prompt = new();
    private int _last;
    private int _inFlight;

    /// <summary>The receiver. Null: webhooks are kept in <see cref="Unsent"/>.</summary>
    public string? Url { get; set; }

    /// <summary>The clock of the timestamps in signatures. The receiver accepts those of a few minutes.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    public FaultPlan Faults { get; set; } = FaultPlan.None;

    public int Sent { get; private set; }

    public int Lost { get; private set; }

    /// <summary>The number of webhooks that are being delivered.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>
    /// Waits until the receiver has answered the webhooks that are being delivered, except those that a planned fault delays.
    /// </summary>
    /// <returns>Whether none is being delivered any more.</returns>
    public async Task<bool> WaitUntilAnsweredAsync(TimeSpan limit, CancellationToken ct)
    {
        try
        {
            await Task.WhenAll(_prompt.Keys).WaitAsync(limit, ct);
        }
        catch (TimeoutException)
        {
            return false;
        }

        return InFlight == 0;
    }

    /// <summary>The webhooks that were not sent, oldest first.</summary>
    public IReadOnlyList<(string Type, string Body)> Unsent
    {
        get
        {
            lock (_unsent)
                return [.. _unsent];
        }
    }

    /// <summary>Makes the next webhook of a type, e.g. <c>payment_intent.succeeded</c>, arrive in another way.</summary>
    public void FailNext(string type, WebhookFault fault) =>
        _planned.GetOrAdd(type, _ => new ConcurrentQueue<WebhookFault>()).Enqueue(fault);

    /// <summary>Forgets the planned faults.</summary>
    public void ClearPlanned() => _planned.Clear();

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

        WebhookFault? planned = _planned.TryGetValue(type, out var queue) && queue.TryDequeue(out var next) ? next : null;
        var isLost = planned == WebhookFault.Lost || Random.Shared.NextDouble() < Faults.LostWebhooks;
        var isDuplicated = planned == WebhookFault.Duplicated || Random.Shared.NextDouble() < Faults.DuplicateWebhooks;
        if (isLost)
            Lost++;
        for (var i = isLost ? 1 : 0; i < (isDuplicated ? 2 : 1); i++)
            Start(body, planned == WebhookFault.Late ? LateDelay : TimeSpan.Zero);
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
        request.Headers.TryAddWithoutValidation("Stripe-Signature", signature ?? Sign(body, Clock.GetUtcNow()));
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

    private void Start(string body, TimeSpan delay)
    {
        var delivery = DeliverWithRetriesAsync(body, delay);
        if (delay > TimeSpan.Zero)
            return;
        _prompt[delivery] = true;
        _ = delivery.ContinueWith(ended => _prompt.TryRemove(ended, out _), TaskScheduler.Default);
    }

    private async Task DeliverWithRetriesAsync(string body, TimeSpan delay)
    {
        Interlocked.Increment(ref _inFlight);
        try
        {
            await Task.Delay(delay);
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
