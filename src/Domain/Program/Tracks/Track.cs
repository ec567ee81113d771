using System.Globalization;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Program;

/// <summary>A track of an event's programme, shown in its own colour.</summary>
public sealed class Track : EventContent, ISoftDeleted
{
    public string Name { get; set; } = "";

    public string? Description { get; set; }

    /// <summary><c>#rgb</c> or <c>#rrggbb</c>. Other text is accepted; then the font colour is black.</summary>
    public string Color { get; set; } = "";

    public int? Position { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>Black or white, whichever has the better contrast to <see cref="Color"/> (WCAG 2.2, relative luminance).</summary>
    public string FontColor => Luminance(Color) is < 0.179 ? "#ffffff" : "#000000";

    private static double? Luminance(string color)
    {
        var digits = color.StartsWith('#') ? color[1..] : color;
        if (digits.Length == 3)
            digits = string.Concat(digits.Select(d => $"{d}{d}"));
        if (digits.Length != 6 || !int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb))
            return null;
        return (0.2126 * Linear(rgb >> 16)) + (0.7152 * Linear(rgb >> 8)) + (0.0722 * Linear(rgb));
    }

    private static double Linear(int channel)
    {
        var value = (channel & 0xFF) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }
}
