using System.Globalization;

namespace OpenEvent.PSLab.Functions;

/// <summary>The arguments of a call by parameter name. Their types and ranges are checked.</summary>
public sealed class FunctionArguments
{
    private readonly Dictionary<string, object?> _values = [];

    public bool Has(string name) => _values.GetValueOrDefault(name) is not null;

    public double Number(string name) => (double)_values[name]!;

    public int Integer(string name) => (int)Number(name);

    public string Text(string name) => (string)_values[name]!;

    public bool Flag(string name) => (bool)_values[name]!;

    public double[] Numbers(string name) => (double[])_values[name]!;

    public string[] Texts(string name) => (string[])_values[name]!;

    public override string ToString() =>
        string.Join(", ", _values.Where(v => v.Value is not null).Select(v => $"{v.Key}={Literal.Format(v.Value)}"));

    internal static FunctionArguments Bind(
        Function function,
        IReadOnlyList<Literal> positional,
        IReadOnlyList<(string Name, int Column, Literal Value)> named,
        int column
    )
    {
        var arguments = new FunctionArguments();
        var next = 0;
        foreach (var parameter in function.Parameters)
        {
            if (parameter.IsVariadic)
            {
                arguments._values[parameter.Name] = BindVariadic(function, parameter, positional.Skip(next));
                next = positional.Count;
            }
            else if (next < positional.Count)
                arguments._values[parameter.Name] = Convert(function, parameter, positional[next++]);
        }
        if (next < positional.Count)
            throw CreateException(
                positional[next].Column,
                $"{function.Name} takes {DescribeCount(function.Parameters.Count)}: {function.Signature}"
            );
        foreach (var (name, at, value) in named)
        {
            var parameter = function.Parameters.FirstOrDefault(p => !p.IsVariadic && p.HasName(name))
                ?? throw CreateException(at, $"{function.Name} has no parameter {name}: {function.Signature}");
            if (!arguments._values.TryAdd(parameter.Name, null))
                throw CreateException(at, $"{name} is given twice.");
            arguments._values[parameter.Name] = Convert(function, parameter, value);
        }
        foreach (var parameter in function.Parameters)
            if (!arguments._values.ContainsKey(parameter.Name))
                arguments._values[parameter.Name] = parameter.IsRequired
                    ? throw CreateException(column, $"{parameter.Name} is missing: {function.Signature}")
                    : parameter.Default;
        return arguments;
    }

    private static object? Convert(Function function, FunctionParameter parameter, Literal literal)
    {
        var kind = parameter.Kind;
        var column = literal.Column;
        return literal.Value switch
        {
            null when !parameter.IsRequired => parameter.Default,
            double number when kind == ParameterKind.Number => RequireInRange(parameter, number, column),
            double number when kind == ParameterKind.Whole => number == Math.Floor(number)
                ? RequireInRange(parameter, number, column)
                : throw CreateException(column, $"{parameter.Name} must be a whole number."),
            double number when kind == ParameterKind.Choice => RequireChoice(
                parameter,
                number.ToString(CultureInfo.InvariantCulture),
                column
            ),
            bool flag when kind == ParameterKind.Whole => RequireInRange(parameter, flag ? 1 : 0, column),
            bool or 0.0 or 1.0 when kind == ParameterKind.Flag => literal.Value is true or 1.0,
            string text when kind == ParameterKind.Text => text,
            string text when kind == ParameterKind.Choice => RequireChoice(parameter, text, column),
            string text when kind == ParameterKind.Choices => new[] { RequireChoice(parameter, text, column) },
            List<Literal> items when kind == ParameterKind.Choices => Each<string>(items, text =>
                RequireChoice(parameter, text.Value, text.Column)
            ),
            List<Literal> items when kind == ParameterKind.Numbers => Each<double>(items, number =>
                RequireInRange(parameter, number.Value, number.Column)
            ),
            List<Literal> items when kind == ParameterKind.Colours => ConvertColours(parameter, items, column),
            _ => throw CreateException(column, $"{parameter.Name} of {function.Name} must be {DescribeExpected(parameter)}."),
        };

        T[] Each<T>(List<Literal> items, Func<(T Value, int Column), T> check) =>
            [
                .. items.Select(i =>
                    i.Value is T value
                        ? check((value, i.Column))
                        : throw CreateException(i.Column, $"{parameter.Name} must be {DescribeExpected(parameter)}.")
                ),
            ];
    }

    /// <summary>Checks that each colour has three numbers: red, green and blue.</summary>
    private static double[] ConvertColours(FunctionParameter parameter, List<Literal> items, int column)
    {
        if (items.Count > 0 && items.All(i => i.Value is double))
            items = [new Literal(items, column)];
        return
        [
            .. items.SelectMany(colour =>
                colour.Value is List<Literal> { Count: 3 } parts && parts.All(p => p.Value is double and >= 0 and <= 255)
                    ? parts.Select(p => Math.Floor((double)p.Value!))
                    : throw CreateException(colour.Column, $"{parameter.Name} must be a list of colours such as [255, 0, 0].")
            ),
        ];
    }

    private static object BindVariadic(Function function, FunctionParameter parameter, IEnumerable<Literal> literals)
    {
        var items = literals.Select(l => Convert(function, parameter, l)).ToList();
        return parameter.Kind is ParameterKind.Choice or ParameterKind.Text
            ? items.Cast<string>().ToArray()
            : items.Cast<double>().ToArray();
    }

    private static double RequireInRange(FunctionParameter parameter, double number, int column) =>
        number < parameter.Min
            ? throw CreateException(
                column,
                $"{parameter.Name} is {Quantity.Format(number, parameter.Unit)}; "
                    + $"at least {Quantity.Format(parameter.Min.Value, parameter.Unit)} is possible."
            )
        : number > parameter.Max
            ? throw CreateException(
                column,
                $"{parameter.Name} is {Quantity.Format(number, parameter.Unit)}; "
                    + $"at most {Quantity.Format(parameter.Max.Value, parameter.Unit)} is possible."
            )
        : number;

    private static string RequireChoice(FunctionParameter parameter, string text, int column)
    {
        var wanted = text.Trim();
        foreach (var (other, choice) in parameter.Synonyms)
            if (other.Equals(wanted, StringComparison.OrdinalIgnoreCase))
                return choice;
        return parameter.Choices.FirstOrDefault(c => c.Equals(wanted, StringComparison.OrdinalIgnoreCase))
            ?? throw CreateException(
                column,
                $"{parameter.Name} must be one of {string.Join(", ", parameter.Choices)}, not {Literal.Format(text)}."
            );
    }

    private static string DescribeExpected(FunctionParameter parameter) =>
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

    private static string DescribeCount(int count) =>
        count switch
        {
            0 => "no arguments",
            1 => "one argument",
            _ => $"at most {count} arguments",
        };

    private static FunctionException CreateException(int column, string message) => new(FunctionErrorKind.Argument, message, column);
}
