namespace OpenEvent.Application.Common;

/// <summary>The answers to visitors that this node keeps for at most a second (docs/decisions/057).</summary>
public interface IVisitorCache
{
    /// <summary>Whether this node keeps answers.</summary>
    bool IsEnabled { get; }

    /// <summary>Forgets the answers with rows of these events, and those with rows of no event or of several.</summary>
    /// <param name="eventIds">Null: all answers are forgotten.</param>
    ValueTask ForgetAsync(IReadOnlyCollection<long>? eventIds, CancellationToken ct);
}
