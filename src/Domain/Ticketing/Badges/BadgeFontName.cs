namespace OpenEvent.Domain.Ticketing;

/// <summary>Reads the font names of badge forms, which are those of the user's computer or of CSS.</summary>
public static class BadgeFontName
{
    private static readonly string[] Mono = ["mono", "courier", "consol", "menlo", "typewriter", "code"];

    private static readonly string[] Serif =
    [
        "serif",
        "times",
        "roman",
        "georgia",
        "garamond",
        "palatino",
        "cambria",
        "baskerville",
        "bodoni",
        "merriweather",
        "playfair",
        "lora",
    ];

    /// <summary>The typeface that looks like the named font. An unknown font is like one without serifs.</summary>
    public static BadgeFont Parse(string? name)
    {
        var text = name ?? "";
        if (ContainsAny(text, Mono))
            return BadgeFont.Mono;
        return ContainsAny(text, Serif) && !ContainsAny(text, ["sans"]) ? BadgeFont.Serif : BadgeFont.Sans;
    }

    private static bool ContainsAny(string text, string[] words) =>
        Array.Exists(words, word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
}
