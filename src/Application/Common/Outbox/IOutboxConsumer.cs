using System.Text.Json;

namespace OpenEvent.Application.Common;

/// <summary>
/// Does what the outbox's entries of one kind ask for, at least once each. It runs outside any transaction; the rows that it adds or changes are saved
/// together with the entry's completion. What it throws is tried again later, with growing pauses.
/// </summary>
public interface IOutboxConsumer
{
    string Kind { get; }

    Task ConsumeAsync(string key, JsonElement payload, CancellationToken ct);

    /// <summary>Is told that it failed; what it changes is saved.</summary>
    /// <param name="isFinal">It will not be tried again.</param>
    Task OnFailedAsync(string key, JsonElement payload, Exception failure, int attempts, bool isFinal, CancellationToken ct) =>
        Task.CompletedTask;

    /// <summary>Whether trying again cannot help.</summary>
    bool IsPermanent(Exception failure) => false;
}
