namespace OpenEvent.Application.Common;

/// <summary>What the outbox knows about a kind of entry before it creates the consumer.</summary>
/// <param name="Name">As passed to <see cref="IOutbox.Add"/>. It is stored.</param>
/// <param name="MaxAttempts">
/// The number of attempts before an entry is given up, if it is smaller than <c>Outbox:Attempts</c>. An attempt is counted before it
/// begins: one that ends the process counts, too.
/// </param>
/// <param name="MaxAtOnce">How many entries a server processes at the same time, if it is fewer than <c>Outbox:AtOnce</c>.</param>
public sealed record OutboxKind(string Name, int? MaxAttempts = null, int? MaxAtOnce = null);
