namespace OpenEvent.Application.Resources;

/// <summary>The id of a row, and those of the rows that are locked before it (<see cref="FirstLocks{T}"/>).</summary>
internal sealed class LockKeys
{
    public long Id { get; init; }

    public long? First { get; init; }

    public long? Second { get; init; }
}
