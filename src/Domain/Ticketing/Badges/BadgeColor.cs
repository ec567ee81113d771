using System.Globalization;

namespace OpenEvent.Domain.Ticketing;

/// <summary>Reads the colours of badges.</summary>
public static class BadgeColor
{
    private static readonly Dictionary<string, int> NamedColors = new(StringComparer.OrdinalIgnoreCase)
    {
        ["black"] = 0x000000,
        ["white"] = 0xFFFFFF,
        ["red"] = 0xFF0000,
        ["green"] = 0x008000,
        ["blue"] = 0x0000FF,
        ["gray"] = 0x808080,
    };

    /// <param name="text">As in CSS: <c>#rgb</c>, <c>#rrggbb</c>, <c>#rrggbbaa</c> (the transparency is ignored), or a basic name.</param>
    /// <returns>The components as <c>0xRRGGBB</c>; null if the text is no colour.</returns>
    public static int? Parse(string? text)
    {
        var color = text?.Trim() ?? "";
        if (NamedColors.TryGetValue(color, out var named))
            return named;
        if (!color.StartsWith('#') || !color[1..].All(char.IsAsciiHexDigit))
            return null;
        var digits = color[1..];
        if (digits.Length is 3 or 4)
            digits = string.Concat(digits.Select(d => $"{d}{d}"));
        return digits.Length is 6 or 8 ? int.Parse(digits[..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) : null;
    }
}
