using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Application.Common;

namespace OpenEvent.Application.Tests.Outbox;

/// <summary>An outbox consumer that does what a test says.</summary>
internal sealed class ProbeConsumer : IOutboxConsumer
{
    public const string Kind = "probe";

    /// <summary>The keys of the entries whose attempts have begun, in this order.</summary>
    public ConcurrentQueue<string> Started { get; } = [];

    /// <summary>What was recorded of failures: the message, and whether it was the last one.</summary>
    public ConcurrentQueue<string> Failures { get; } = [];

    public Func<string, Task> Work { get; set; } = _ => Task.CompletedTask;

    public Func<Task> Record { get; set; } = () => Task.CompletedTask;

    public void Register(IServiceCollection services, int? maxAttempts = null, int? maxAtOnce = null) =>
        services.AddSingleton(new OutboxKind(Kind, maxAttempts, maxAtOnce)).AddKeyedSingleton<IOutboxConsumer>(Kind, this);

    public async Task ConsumeAsync(string key, JsonElement payload, CancellationToken ct)
    {
        Started.Enqueue(key);
        await Work(key);
    }

    public async Task OnFailedAsync(string key, JsonElement payload, Exception failure, int attempts, bool isFinal, CancellationToken ct)
    {
        await Record();
        Failures.Enqueue($"{failure.Message} {(isFinal ? "final" : attempts)}");
    }
}
