namespace OpenEvent.Application.Common;

/// <summary>What this node does when rows have changed that visitors read from its memory or from a replica.</summary>
public interface IVisitorChanges
{
    /// <param name="eventIds">The events whose rows were changed. Null: any.</param>
    ValueTask ApplyAsync(IReadOnlyCollection<long>? eventIds, CancellationToken ct);
}
