namespace OpenEvent.Application.Resources;

/// <summary>A row and a number that came with it: the key of the row that it was looked up from, or the size of the whole list.</summary>
internal sealed class QueryRow<T>
{
    public required T Row { get; init; }

    public long Number { get; init; }

    /// <summary>The row that it belongs to, where that one's policy has to be asked first.</summary>
    public Domain.Common.Entity? Parent { get; init; }
}
