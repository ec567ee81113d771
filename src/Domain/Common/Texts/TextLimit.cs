namespace OpenEvent.Domain.Common;

/// <summary>Shortens texts for reports and logs.</summary>
public static class TextLimit
{
    /// <summary>The first characters of a text. A surrogate pair is not divided: PostgreSQL cannot store half of one.</summary>
    /// <param name="maxLength">In UTF-16 units, from 1.</param>
    public static string Shorten(string text, int maxLength)
    {
        if (text.Length <= maxLength)
            return text;
        return char.IsHighSurrogate(text[maxLength - 1]) ? text[..(maxLength - 1)] : text[..maxLength];
    }
}
