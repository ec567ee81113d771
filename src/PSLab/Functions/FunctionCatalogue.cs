using OpenEvent.PSLab.Instruments;
using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Functions;

/// <summary>All functions that users can call: the names of 2018 and those of today. Nothing else can be sent to a board.</summary>
public sealed partial class FunctionCatalogue
{
    private readonly Dictionary<string, Function> _byName = new(StringComparer.Ordinal);

    public FunctionCatalogue(IEnumerable<Function> functions)
    {
        Functions = [.. functions];
        foreach (var function in Functions)
        foreach (var name in function.Aliases.Prepend(function.Name))
            _byName.Add(name, function);
    }

    // Created on first use, because the order in which the static fields of a partial class are initialised is undefined.
    private static readonly Lazy<FunctionCatalogue> All = new(() =>
        new([
            .. MultimeterFunctions(),
            .. OscilloscopeFunctions(),
            .. GeneratorFunctions(),
            .. PowerSupplyFunctions(),
            .. DigitalPinFunctions(),
            .. LogicAnalyzerFunctions(),
            .. BusFunctions(),
            .. SensorFunctions(),
            .. BoardFunctions(),
            .. WithdrawnFunctions(),
        ])
    );

    public static FunctionCatalogue Standard => All.Value;

    /// <summary>No name is longer.</summary>
    public const int MaxNameLength = 40;

    public IReadOnlyList<Function> Functions { get; }

    /// <summary>All names, including aliases.</summary>
    public IReadOnlyCollection<string> Names => _byName.Keys;

    /// <summary>Finds a function by name or alias (case-sensitive).</summary>
    public Function? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Finds the name that is most similar to a misspelled one; null if none is similar.</summary>
    public string? FindSimilar(string name)
    {
        // The comparison takes a time that grows with the length.
        if (name.Length > MaxNameLength)
            return null;
        var best = _byName.Keys.Select(key => (Name: key, Distance: GetDistance(key, name))).MinBy(c => (c.Distance, c.Name.Length));
        return best.Name is not null && best.Distance <= Math.Max(1, name.Length / 3) ? best.Name : null;
    }

    /// <summary>Cuts a text that is longer than any name, for messages.</summary>
    public static string Shorten(string name) => name.Length <= MaxNameLength ? name : $"{name[..MaxNameLength]}…";

    /// <summary>Creates a function whose body returns the bare value.</summary>
    private static Function Define(
        string group,
        string name,
        string summary,
        ResultShape result,
        FunctionParameter[] parameters,
        string example,
        Func<Board, FunctionArguments, CancellationToken, Task<object?>> body,
        params string[] aliases
    ) =>
        new(name, group, summary, result, parameters)
        {
            Aliases = aliases,
            Example = example,
            Body = async (board, arguments, ct) =>
                await body(board, arguments, ct).ConfigureAwait(false) is var value && value is FunctionResult complete
                    ? complete
                    : new FunctionResult(result, value),
        };

    private static FunctionParameter Input(string name, params string[] aliases) =>
        new(name, ParameterKind.Choice, "An analog input.")
        {
            Choices = [.. AnalogInput.All.Select(i => i.Name)],
            Synonyms = AnalogInput.All.Where(i => i.FormerName is not null).ToDictionary(i => i.FormerName!, i => i.Name),
            Aliases = aliases,
        };

    private static FunctionParameter AmplifiedInput(string name) =>
        Input(name, "ch", "channel_name") with
        {
            Summary = "CH1 or CH2, which have an amplifier.",
            Choices = ["CH1", "CH2"],
            Synonyms = new Dictionary<string, string>(),
        };

    private static FunctionParameter Pin(string name, string? byDefault = null, params string[] aliases) =>
        Optional(
            new(name, ParameterKind.Choice, "A digital input.")
            {
                Choices = [.. DigitalInput.All.Select(p => p.Name)],
                Synonyms = DigitalInput.All.SelectMany(p => p.OtherNames.Select(other => (other, p.Name))).ToDictionary(),
                Aliases = aliases,
            },
            byDefault
        );

    private static FunctionParameter Output(
        string name,
        string summary,
        string prefix,
        int count,
        string former,
        string? byDefault = null
    ) =>
        Optional(
            new(name, ParameterKind.Choice, summary)
            {
                Choices = [.. Enumerable.Range(1, count).Select(i => $"{prefix}{i}")],
                Synonyms = Enumerable
                    .Range(1, count)
                    .SelectMany(i => new[] { ($"{former}{i}", $"{prefix}{i}"), ($"{i}", $"{prefix}{i}") })
                    .ToDictionary(),
            },
            byDefault
        );

    private static FunctionParameter Number(string name, string? unit, double min, double max, string summary, params string[] aliases) =>
        new(name, ParameterKind.Number, summary)
        {
            Unit = unit,
            Min = min,
            Max = max,
            Aliases = aliases,
        };

    private static FunctionParameter Integer(string name, double min, double max, string summary, params string[] aliases) =>
        new(name, ParameterKind.Whole, summary)
        {
            Min = min,
            Max = max,
            Aliases = aliases,
        };

    private static FunctionParameter Choice(string name, string summary, params string[] choices) =>
        new(name, ParameterKind.Choice, summary) { Choices = choices };

    private static FunctionParameter Optional(FunctionParameter parameter, object? byDefault) =>
        byDefault is null ? parameter : parameter with { IsRequired = false, Default = byDefault };

    private static FunctionParameter AllowMissing(FunctionParameter parameter) => parameter with { IsRequired = false };

    private static FunctionParameter Timeout(double seconds) =>
        Optional(Number("timeout", "s", 0.001, 60, "How long to wait for the signal."), seconds);

    private static AnalogInput GetInput(FunctionArguments arguments, string name) => AnalogInput.Find(arguments.Text(name))!;

    private static DigitalInput GetPin(FunctionArguments arguments, string name) => DigitalInput.Find(arguments.Text(name))!;

    /// <summary>The digit at the end of a pin's name.</summary>
    private static int GetPinNumber(string pin) => pin[^1] - '0';

    private static TimeSpan GetSeconds(FunctionArguments arguments, string name) => TimeSpan.FromSeconds(arguments.Number(name));

    private static async Task<object?> ToResult<T>(Task<T> task) =>
        await task.ConfigureAwait(false) switch
        {
            int number => (double)number,
            int[] numbers => numbers.Select(n => (double)n).ToArray(),
            byte[] bytes => bytes.Select(b => (double)b).ToArray(),
            var other => other,
        };

    private static async Task<object?> WithoutResult(Task task)
    {
        await task.ConfigureAwait(false);
        return null;
    }

    /// <summary>The Levenshtein distance, ignoring case.</summary>
    private static int GetDistance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1;
                var next = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + cost);
                diagonal = row[j];
                row[j] = next;
            }
        }
        return row[^1];
    }
}
