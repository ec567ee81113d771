namespace OpenEvent.Application.Resources;

/// <summary>One link of a relationship that is not a foreign key of either row.</summary>
internal sealed class Link
{
    /// <summary>The id of the owner.</summary>
    public long From { get; init; }

    /// <summary>The id of the target.</summary>
    public long To { get; init; }
}
