using System.Globalization;

namespace OpenEvent.PSLab.Functions;

/// <summary>Formats a number with its unit for users: four significant digits and a suitable prefix.</summary>
public static class Quantity
{
    private static readonly string[] Prefixes = ["f", "p", "n", "µ", "m", "", "k", "M", "G", "T"];

    /// <summary>The units that take prefixes. Percentages and temperatures in °C do not.</summary>
    private static readonly HashSet<string> Prefixed = ["V", "A", "Ω", "F", "Hz", "s", "m"];

    public static string Format(double value, string? unit)
    {
        if (double.IsNaN(value))
            return "undefined";
        if (double.IsInfinity(value))
            return Join(value > 0 ? "∞" : "−∞", unit);
        if (unit is null || !Prefixed.Contains(unit) || value == 0)
            return Join(Digits(value), unit);
        var power = (int)Math.Floor(Math.Log10(Math.Abs(value)) / 3);
        var scaled = value / Math.Pow(1000, power);
        // Without this, 999.96 would be written as "1000".
        if (Math.Abs(scaled) >= 999.95)
        {
            power++;
            scaled /= 1000;
        }
        var index = Math.Clamp(power + 5, 0, Prefixes.Length - 1);
        return Join(Digits(value / Math.Pow(1000, index - 5)), Prefixes[index] + unit);
    }

    private static string Digits(double value)
    {
        if (value == 0)
            return "0";
        var whole = (int)Math.Floor(Math.Log10(Math.Abs(value))) + 1;
        return value == Math.Floor(value) && whole <= 6 ? value.ToString("0", CultureInfo.InvariantCulture)
            : whole is > 6 or < -3 ? value.ToString("0.###e+0", CultureInfo.InvariantCulture)
            : Math.Round(value, Math.Clamp(4 - whole, 0, 15)).ToString("0.#######", CultureInfo.InvariantCulture);
    }

    private static string Join(string number, string? unit) =>
        unit is null ? number
        : unit == "%" ? $"{number}%"
        : $"{number} {unit}";
}
