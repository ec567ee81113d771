using System.Globalization;
using System.Text.RegularExpressions;

namespace OpenEvent.Domain.Ticketing;

/// <summary>The size of a badge in points (1/72 inch).</summary>
public readonly partial record struct BadgeSize(double Width, double Height)
{
    public const double PointsPerMillimetre = PointsPerInch / 25.4;

    private const double PointsPerInch = 72;

    /// <summary>The smallest and the largest side: 20 mm and 420 mm (A3).</summary>
    private const double MinSide = 20 * PointsPerMillimetre;
    private const double MaxSide = 420 * PointsPerMillimetre;

    private static readonly BadgeSize Default = new(3 * PointsPerInch, 4 * PointsPerInch);

    private static readonly Dictionary<string, (double Short, double Long)> NamedSizes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["A4"] = (210, 297),
        ["A5"] = (148, 210),
        ["A6"] = (105, 148),
        ["A7"] = (74, 105),
        ["CR80"] = (53.98, 85.6),
    };

    /// <summary>
    /// Reads the words of the clients: two lengths, in inches unless a unit follows, or a paper format. The long side is vertical unless
    /// the orientation is landscape.
    /// </summary>
    /// <returns>3 × 4 inches if the text is not a size.</returns>
    public static BadgeSize Parse(string? size, string? orientation)
    {
        var (first, second) = Read(size ?? "") ?? (Default.Width, Default.Height);
        var (shorter, longer) = (Limit(Math.Min(first, second)), Limit(Math.Max(first, second)));
        return string.Equals(orientation?.Trim(), "landscape", StringComparison.OrdinalIgnoreCase)
            ? new BadgeSize(longer, shorter)
            : new BadgeSize(shorter, longer);
    }

    private static (double, double)? Read(string text)
    {
        if (NamedSizes.TryGetValue(text.Trim(), out var named))
            return (named.Short * PointsPerMillimetre, named.Long * PointsPerMillimetre);
        var match = TwoLengths().Match(text);
        if (!match.Success)
            return null;
        var unit = match.Groups["unit"].Value switch
        {
            "mm" => PointsPerMillimetre,
            "cm" => 10 * PointsPerMillimetre,
            _ => PointsPerInch,
        };
        return (ReadNumber(match.Groups["first"].Value) * unit, ReadNumber(match.Groups["second"].Value) * unit);
    }

    private static double Limit(double side) => Math.Clamp(side, MinSide, MaxSide);

    private static double ReadNumber(string digits) => double.Parse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        "^\\s*(?<first>[0-9]{1,4}(\\.[0-9]{1,4})?)\\s*(mm|cm|in|\"|''|”)?\\s*[xX×]\\s*"
            + "(?<second>[0-9]{1,4}(\\.[0-9]{1,4})?)\\s*(?<unit>mm|cm|in|\"|''|”)?\\s*$",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex TwoLengths();
}
