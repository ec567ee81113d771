using System.Globalization;
using System.Text.RegularExpressions;

namespace OpenEvent.PSLab.Virtual;

/// <summary>
/// Reads a circuit from a text file: one part on each line, such as <c>resistor PCS GND 100</c>. See
/// docs/connect-a-pslab.md#a-circuit-of-your-own.
/// </summary>
public static partial class CircuitFile
{
    private const string Syntax =
        "Use: wire A B; resistor A B OHMS; capacitor A B FARADS; inductor A B HENRIES OHMS; diode ANODE CATHODE; sine NODE VOLTS HERTZ; "
        + "step SECONDS; settling SECONDS";

    /// <summary>The pins besides those that the circuit's equations know: they only make a loop back.</summary>
    private static readonly string[] OtherPins = ["RX", "MOSI", "MISO", "PCS"];

    private static readonly Dictionary<string, double> Prefixes = new(StringComparer.Ordinal)
    {
        [""] = 1,
        ["p"] = 1e-12,
        ["n"] = 1e-9,
        ["u"] = 1e-6,
        ["µ"] = 1e-6,
        ["m"] = 1e-3,
        ["k"] = 1e3,
        ["M"] = 1e6,
    };

    /// <exception cref="BoardException">The file cannot be read, or a line is wrong. The message names the line.</exception>
    public static Circuit Read(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path), Path.GetFileNameWithoutExtension(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BoardException(BoardErrorKind.OutOfRange, $"The circuit {path} cannot be read: {e.Message}", e);
        }
    }

    public static Circuit Parse(string text, string name)
    {
        var lines = text.Split('\n')
            .Select((line, i) => (Number: i + 1, Words: line.Split('#')[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
            .Where(line => line.Words.Length > 0)
            .ToList();
        // A circuit without parts that store energy follows its sources at once.
        var isSlow = lines.Exists(line => line.Words[0] is "capacitor" or "inductor" or "diode");
        var circuit = new Circuit(name, "from a file")
        {
            Step = FindTime("step", TimeSpan.FromMicroseconds(1)),
            SettlingTime = FindTime("settling", isSlow ? TimeSpan.FromMilliseconds(20) : TimeSpan.Zero),
            HasUartLoopback = HasWire("TX", "RX"),
            HasSpiLoopback = HasWire("MOSI", "MISO"),
        };
        foreach (var (number, words) in lines)
            Add(circuit, words, number);
        try
        {
            _ = new CircuitEquations(circuit);
        }
        catch (BoardException e)
        {
            throw new BoardException(BoardErrorKind.OutOfRange, $"The circuit {name} cannot be built. {e.Message}", e);
        }
        return circuit;

        bool HasWire(string a, string b) =>
            lines.Exists(line => line.Words is ["wire", var first, var second] && ((first, second) == (a, b) || (first, second) == (b, a)));

        TimeSpan FindTime(string word, TimeSpan byDefault) =>
            lines.Find(line => line.Words[0] == word) is { Words: [_, var value] } line
                ? TimeSpan.FromSeconds(ParseValue(value, line.Number))
                : byDefault;
    }

    private static void Add(Circuit circuit, string[] words, int line)
    {
        foreach (var node in words.Skip(1).Take(words[0] == "sine" ? 1 : 2))
            if (words[0] is not ("step" or "settling"))
                CheckNode(node, line);
        _ = words switch
        {
            ["wire", var a, var b] => circuit.Wire(a, b),
            ["resistor", var a, var b, var ohms] => circuit.Resistor(a, b, ParseValue(ohms, line)),
            ["capacitor", var a, var b, var farads] => circuit.Capacitor(a, b, ParseValue(farads, line)),
            ["inductor", var a, var b, var henries, var ohms] => circuit.Inductor(a, b, ParseValue(henries, line), ParseValue(ohms, line)),
            ["diode", var anode, var cathode] => circuit.Diode(anode, cathode),
            ["sine", var node, var volts, var hertz] => circuit.Sine(node, ParseValue(volts, line), ParseValue(hertz, line)),
            ["step" or "settling", _] => circuit,
            _ => throw CreateException(line, $"'{string.Join(' ', words)}' is not a part. {Syntax}."),
        };
    }

    /// <summary>A name in capitals is a pin of the board. Without this rule a misspelt pin would be a node of its own.</summary>
    private static void CheckNode(string node, int line)
    {
        if (!char.IsAsciiLetterLower(node[0]) && !CircuitEquations.Pins.Contains(node) && !OtherPins.Contains(node))
            throw CreateException(
                line,
                $"There is no pin {node}. The pins are {string.Join(", ", CircuitEquations.Pins.Concat(OtherPins))}; "
                    + "other nodes begin with a small letter."
            );
    }

    private static double ParseValue(string text, int line) =>
        ValuePattern().Match(text) is { Success: true } match
        && double.Parse(match.Groups[1].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture) * Prefixes[match.Groups[2].Value]
            is > 0
                and var value
            ? value
            : throw CreateException(line, $"'{text}' is not a value such as 100, 4.7k or 22p.");

    private static BoardException CreateException(int line, string message) =>
        new(BoardErrorKind.OutOfRange, $"Line {line} of the circuit: {message}");

    [GeneratedRegex(@"^(\d+(?:\.\d+)?(?:e[+-]?\d{1,2})?)([pnuµmkM]?)$")]
    private static partial Regex ValuePattern();
}
