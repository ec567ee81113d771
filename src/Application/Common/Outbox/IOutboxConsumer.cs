using System.Text.Json;

namespace OpenEvent.Application.Common;

/// <summary>
/// Processes the outbox entries of one kind, each at least once. It runs outside any transaction. The rows that it adds or changes are
/// saved together with the completion of the entry. After an exception the entry is processed again later, with growing pauses.
/// </summary>
public interface IOutboxConsumer
{
    /// <summary>The kind of entries, as passed to <see cref="IOutbox.Add"/>.</summary>
    string Kind { get; }

    Task ConsumeAsync(string key, JsonElement payload, CancellationToken ct);

    /// <summary>Called after <see cref="ConsumeAsync"/> has failed. The rows that it changes are saved.</summary>
    /// <param name="attempts">The number of attempts so far, from 1.</param>
    /// <param name="isFinal">Whether the entry will not be processed again.</param>
    Task OnFailedAsync(string key, JsonElement payload, Exception failure, int attempts, bool isFinal, CancellationToken ct) =>
        Task.CompletedTask;

    /// <summary>
    /// The number of attempts before an entry is given up, if it is smaller than <c>Outbox:Attempts</c>. An attempt is counted before it
    /// begins: one that ends the process counts, too.
    /// </summary>
    int? MaxAttempts => null;

    /// <summary>Whether the failure is permanent, so that another attempt cannot succeed.</summary>
    bool IsPermanent(Exception failure) => false;
}
