namespace OpenEvent.Application.Events;

/// <summary>Words that an event must have.</summary>
public readonly record struct SearchText(string Words, SearchPart Part = SearchPart.Any)
{
    /// <summary>
    /// In UTF-16 units. The same number is used after the characters are decomposed (NFKD), which makes up to 18 characters of one.
    /// </summary>
    public const int MaxLength = 200;
}
