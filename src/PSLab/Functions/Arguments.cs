using System.Globalization;

namespace OpenEvent.PSLab.Functions;

/// <summary>The arguments of a call by parameter name, of the parameters' types and within their ranges.</summary>
public sealed class Arguments
{
    private readonly Dictionary<string, object?> _values = [];

    public bool Has(string name) => _values.GetValueOrDefault(name) is not null;

    public double Number(string name) => (double)_values[name]!;

    public int Whole(string name) => (int)Number(name);

    public string Text(string name) => (string)_values[name]!;

    public bool Flag(string name) => (bool)_values[name]!;

    public double[] Numbers(string name) => (double[])_values[name]!;

    public string[] Texts(string name) => (string[])_values[name]!;

    public override string ToString() =>
        string.Join(", ", _values.Where(v => v.Value is not null).Select(v => $"{v.Key}={Literal.Format(v.Value)}"));

    internal static Arguments Bind(
        Function function,
        IReadOnlyList<Literal> positional,
        IReadOnlyList<(string Name, int Column, Literal Value)> named,
        int column
    )
    {
        var arguments = new Arguments();
        var next = 0;
        foreach (var parameter in function.Parameters)
        {
            if (parameter.Repeats)
            {
                arguments._values[parameter.Name] = All(function, parameter, positional.Skip(next));
                next = positional.Count;
            }
            else if (next < positional.Count)
                arguments._values[parameter.Name] = Convert(function, parameter, positional[next++]);
        }
        if (next < positional.Count)
            throw Wrong(positional[next].Column, $"{function.Name} takes {Count(function.Parameters.Count)}: {function.Signature}");
        foreach (var (name, at, value) in named)
        {
            var parameter = function.Parameters.FirstOrDefault(p => !p.Repeats && p.Answers(name))
                ?? throw Wrong(at, $"{function.Name} has no parameter {name}: {function.Signature}");
            if (!arguments._values.TryAdd(parameter.Name, null))
                throw Wrong(at, $"{name} is given twice.");
            arguments._values[parameter.Name] = Convert(function, parameter, value);
        }
        foreach (var parameter in function.Parameters)
            if (!arguments._values.ContainsKey(parameter.Name))
                arguments._values[parameter.Name] = parameter.IsRequired
                    ? throw Wrong(column, $"{parameter.Name} is missing: {function.Signature}")
                    : parameter.Default;
        return arguments;
    }

    private static object? Convert(Function function, Parameter parameter, Literal literal)
    {
        var (kind, column) = (parameter.Kind, literal.Column);
        return literal.Value switch
        {
            null when !parameter.IsRequired => parameter.Default,
            double number when kind == ParameterKind.Number => InRange(parameter, number, column),
            double number when kind == ParameterKind.Whole => number == Math.Floor(number)
                ? InRange(parameter, number, column)
                : throw Wrong(column, $"{parameter.Name} has to be a whole number."),
            double number when kind == ParameterKind.Choice => Choose(parameter, number.ToString(CultureInfo.InvariantCulture), column),
            bool flag when kind == ParameterKind.Whole => InRange(parameter, flag ? 1 : 0, column),
            bool or 0.0 or 1.0 when kind == ParameterKind.Flag => literal.Value is true or 1.0,
            string text when kind == ParameterKind.Text => text,
            string text when kind == ParameterKind.Choice => Choose(parameter, text, column),
            string text when kind == ParameterKind.Choices => new[] { Choose(parameter, text, column) },
            List<Literal> items when kind == ParameterKind.Choices => Each<string>(items, text =>
                Choose(parameter, text.Value, text.Column)
            ),
            List<Literal> items when kind == ParameterKind.Numbers => Each<double>(items, number =>
                InRange(parameter, number.Value, number.Column)
            ),
            List<Literal> items when kind == ParameterKind.Colours => Colours(parameter, items, column),
            _ => throw Wrong(column, $"{parameter.Name} of {function.Name} has to be {Expected(parameter)}."),
        };

        T[] Each<T>(List<Literal> items, Func<(T Value, int Column), T> check) =>
            [
                .. items.Select(i =>
                    i.Value is T value
                        ? check((value, i.Column))
                        : throw Wrong(i.Column, $"{parameter.Name} has to be {Expected(parameter)}.")
                ),
            ];
    }

    /// <summary>Three numbers, red, green and blue, for each colour.</summary>
    private static double[] Colours(Parameter parameter, List<Literal> items, int column)
    {
        if (items.Count > 0 && items.All(i => i.Value is double))
            items = [new Literal(items, column)];
        return
        [
            .. items.SelectMany(colour =>
                colour.Value is List<Literal> { Count: 3 } parts && parts.All(p => p.Value is double and >= 0 and <= 255)
                    ? parts.Select(p => Math.Floor((double)p.Value!))
                    : throw Wrong(colour.Column, $"{parameter.Name} is a list of colours such as [255, 0, 0].")
            ),
        ];
    }

    private static object All(Function function, Parameter parameter, IEnumerable<Literal> literals)
    {
        var items = literals.Select(l => Convert(function, parameter, l)).ToList();
        return parameter.Kind is ParameterKind.Choice or ParameterKind.Text
            ? items.Cast<string>().ToArray()
            : items.Cast<double>().ToArray();
    }

    private static double InRange(Parameter parameter, double number, int column) =>
        number < parameter.Min
            ? throw Wrong(
                column,
                $"{parameter.Name} is {Quantity.Format(number, parameter.Unit)}; at least {Quantity.Format(parameter.Min.Value, parameter.Unit)} is possible."
            )
        : number > parameter.Max
            ? throw Wrong(
                column,
                $"{parameter.Name} is {Quantity.Format(number, parameter.Unit)}; at most {Quantity.Format(parameter.Max.Value, parameter.Unit)} is possible."
            )
        : number;

    private static string Choose(Parameter parameter, string text, int column)
    {
        var wanted = text.Trim();
        foreach (var (other, choice) in parameter.Synonyms)
            if (other.Equals(wanted, StringComparison.OrdinalIgnoreCase))
                return choice;
        return parameter.Choices.FirstOrDefault(c => c.Equals(wanted, StringComparison.OrdinalIgnoreCase))
            ?? throw Wrong(column, $"{parameter.Name} is one of {string.Join(", ", parameter.Choices)}, not {Literal.Format(text)}.");
    }

    private static string Expected(Parameter parameter) =>
        parameter.Kind switch
        {
            ParameterKind.Number or ParameterKind.Whole => parameter.Unit is { } unit ? $"a number in {unit}" : "a number",
            ParameterKind.Flag => "True or False",
            ParameterKind.Numbers => "a list of numbers",
            ParameterKind.Choices => $"a list of {string.Join(", ", parameter.Choices)}",
            ParameterKind.Colours => "a list of colours such as [255, 0, 0]",
            ParameterKind.Choice => $"one of {string.Join(", ", parameter.Choices)}",
            _ => "text",
        };

    private static string Count(int count) =>
        count switch
        {
            0 => "no arguments",
            1 => "one argument",
            _ => $"at most {count} arguments",
        };

    private static FunctionFault Wrong(int column, string message) => new(FunctionFaultKind.Argument, message, column);
}
