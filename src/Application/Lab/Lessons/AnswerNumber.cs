using System.Globalization;
using System.Text.RegularExpressions;

namespace OpenEvent.Application.Lab;

/// <summary>Reads a number that a person typed: with a point or a comma, with or without the unit, and with another SI prefix.</summary>
internal static partial class AnswerNumber
{
    private static readonly Dictionary<string, double> Prefixes = new()
    {
        ["p"] = 1e-12,
        ["n"] = 1e-9,
        ["u"] = 1e-6,
        ["µ"] = 1e-6,
        ["m"] = 1e-3,
        [""] = 1,
        ["k"] = 1e3,
        ["M"] = 1e6,
    };

    private static readonly string[] Bases = ["Hz", "V", "A", "F", "Ω", "s", "H", "°", "%"];

    /// <param name="unit">The unit of the result.</param>
    /// <returns>Null if the text is no number, or has another unit.</returns>
    public static double? Parse(string text, string? unit)
    {
        if (
            Pattern().Match(text.Trim()) is not { Success: true } match
            || !double.TryParse(match.Groups[1].Value.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || !double.IsFinite(number)
        )
            return null;
        var written = Normalize(match.Groups[2].Value);
        if (written.Length == 0 || unit is null || written == Normalize(unit))
            return written.Length > 0 && unit is null ? null : number;
        return Split(written) is { } own && Split(Normalize(unit)) is { } wanted && own.Base == wanted.Base
            ? number * own.Factor / wanted.Factor
            : null;
    }

    private const char OhmSign = '\u2126',
        GreekOmega = '\u03a9',
        GreekMu = '\u03bc',
        MicroSign = '\u00b5';

    /// <summary>Unicode has two characters for ohm and two for micro, which look the same.</summary>
    private static string Normalize(string unit) =>
        unit.Replace("ohm", "Ω", StringComparison.OrdinalIgnoreCase).Replace(OhmSign, GreekOmega).Replace(GreekMu, MicroSign);

    private static (double Factor, string Base)? Split(string unit) =>
        Array.Find(Bases, b => unit.EndsWith(b, StringComparison.Ordinal)) is { } name
        && Prefixes.TryGetValue(unit[..^name.Length], out var factor)
            ? (factor, name)
            : null;

    [GeneratedRegex(@"^([-+]?[0-9]+(?:[.,][0-9]+)?(?:[eE][-+]?[0-9]{1,3})?)\s*([^\s0-9]{0,6})$")]
    private static partial Regex Pattern();
}
