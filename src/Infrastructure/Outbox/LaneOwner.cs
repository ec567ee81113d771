namespace OpenEvent.Infrastructure.Outbox;

/// <summary>An owner of entries of a kind.</summary>
internal sealed record LaneOwner(string Kind, long OwnerId)
{
    /// <returns>Null if the entry has no owner.</returns>
    public static LaneOwner? Of(DueEntry entry) => entry.OwnerId is { } owner ? new LaneOwner(entry.Kind, owner) : null;
}
