using System.Globalization;

namespace OpenEvent.PSLab.Functions;

/// <summary>A literal of a function string and its column: a number, text, True or False, None (null), or a list of literals.</summary>
public sealed record Literal(object? Value, int Column)
{
    /// <summary>Formats a value as it is written in a function string.</summary>
    public static string Format(object? value) =>
        value switch
        {
            null => "None",
            true => "True",
            false => "False",
            string text => $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'",
            double number => number.ToString("R", CultureInfo.InvariantCulture),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            System.Collections.IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Format))}]",
            _ => value.ToString() ?? "",
        };
}
