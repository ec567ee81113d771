using System.Text.Json;

namespace OpenEvent.Application.Common;

/// <summary>
/// Processes the outbox entries of a kind (<see cref="OutboxServices.AddOutboxConsumer"/>), each at least once. It runs outside any
/// transaction. The rows that it adds or changes are saved together with the completion of the entry. After an exception the entry is
/// processed again later, with growing pauses.
/// </summary>
public interface IOutboxConsumer
{
    Task ConsumeAsync(string key, JsonElement payload, CancellationToken ct);

    /// <summary>
    /// Called after <see cref="ConsumeAsync"/>, in the transaction that completes the entry: for what needs locks, or statements that
    /// bypass the change tracker. It must be short. After an exception nothing of the attempt is saved.
    /// </summary>
    Task SaveAsync(CancellationToken ct) => Task.CompletedTask;

    /// <summary>
    /// Called after <see cref="ConsumeAsync"/> has failed. The rows that it changes are saved together with the new state of the entry. If
    /// that fails for an entry that was given up, the call is repeated later with an <see cref="OutboxFailureException"/>.
    /// </summary>
    /// <param name="attempts">The number of attempts so far, from 1; one that found content of a newer version does not count.</param>
    /// <param name="isFinal">Whether the entry will not be processed again.</param>
    Task OnFailedAsync(string key, JsonElement payload, Exception failure, int attempts, bool isFinal, CancellationToken ct) =>
        Task.CompletedTask;

    /// <summary>Whether the failure is permanent, so that another attempt cannot succeed.</summary>
    bool IsPermanent(Exception failure) => false;
}
