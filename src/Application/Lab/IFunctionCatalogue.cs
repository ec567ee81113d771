namespace OpenEvent.Application.Lab;

/// <summary>The functions that users can call on a device, with the texts for completion and inline help.</summary>
public interface IFunctionCatalogue
{
    IReadOnlyList<FunctionDescription> All { get; }
}

/// <param name="Signature">As a user writes it, e.g. <c>capture1(channel, samples, timegap)</c>.</param>
/// <param name="Aliases">Other names of the function, including those of 2018.</param>
/// <param name="Withdrawn">Why no board supports the function any more; null if it is supported.</param>
public sealed record FunctionDescription(
    string Name,
    string Group,
    string Signature,
    string Summary,
    string? Details,
    string Example,
    IReadOnlyList<string> Aliases,
    string? Withdrawn,
    IReadOnlyList<ParameterDescription> Parameters,
    ResultDescription Result
);

/// <param name="Kind"><c>number</c>, <c>whole</c>, <c>text</c>, <c>choice</c>, <c>flag</c> or <c>numbers</c>.</param>
/// <param name="Unit">E.g. <c>µs</c>; null if the value has none.</param>
/// <param name="Min">In <paramref name="Unit"/>; null if there is no lower limit.</param>
/// <param name="Max">In <paramref name="Unit"/>; null if there is no upper limit.</param>
/// <param name="Repeats">The parameter takes all remaining positional arguments.</param>
public sealed record ParameterDescription(
    string Name,
    string Kind,
    string Summary,
    string? Unit,
    double? Min,
    double? Max,
    IReadOnlyList<string> Choices,
    object? Default,
    bool Required,
    bool Repeats,
    IReadOnlyList<string> Aliases
);

/// <param name="Kind">
/// <c>nothing</c>, <c>number</c>, <c>text</c>, <c>flag</c>, <c>array</c>, <c>arrays</c>, <c>tuple</c> or <c>named</c>.
/// </param>
public sealed record ResultDescription(string Kind, IReadOnlyList<ColumnDescription> Columns);

/// <summary>A column of a result.</summary>
/// <param name="Unit">E.g. <c>V</c>; null if the values have none.</param>
public sealed record ColumnDescription(string Name, string? Unit);
