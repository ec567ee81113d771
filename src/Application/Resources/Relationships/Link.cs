namespace OpenEvent.Application.Resources;

/// <summary>One link of a relationship that is neither a key here nor a key there.</summary>
internal sealed class Link
{
    public long From { get; init; }

    public long To { get; init; }
}
