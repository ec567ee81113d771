using System.Globalization;

namespace OpenEvent.Rush;

/// <summary>Reads options such as <c>--buyers 300</c> from the command line.</summary>
internal static class OptionReader
{
    /// <param name="numbers">The options with numbers and their defaults, which are replaced.</param>
    /// <param name="texts">Likewise the options with texts.</param>
    /// <exception cref="ArgumentException">An option is unknown or has no value.</exception>
    public static void Read(string[] args, Dictionary<string, int> numbers, Dictionary<string, string> texts)
    {
        for (var at = 0; at < args.Length; at += 2)
        {
            var (name, value) = (args[at].TrimStart('-'), at + 1 < args.Length ? args[at + 1] : "");
            if (numbers.ContainsKey(name) && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                numbers[name] = number;
            else if (texts.ContainsKey(name) && value.Length > 0)
                texts[name] = value;
            else
                throw new ArgumentException(
                    $"Unknown option {args[at]} {value}. Options: --{string.Join(" N, --", numbers.Keys)} N, "
                        + $"--{string.Join(" TEXT, --", texts.Keys)} TEXT. Or: quick."
                );
        }
    }
}
