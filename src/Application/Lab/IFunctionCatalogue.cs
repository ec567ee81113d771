namespace OpenEvent.Application.Lab;

/// <summary>What users may call on a device: completion and inline help come from here.</summary>
public interface IFunctionCatalogue
{
    IReadOnlyList<FunctionDescription> All { get; }
}

/// <param name="Signature">As a person writes it, e.g. <c>capture1(channel, samples, timegap)</c>.</param>
/// <param name="Aliases">Other names, those of 2018 among them.</param>
/// <param name="Withdrawn">Why no board can do it any more; null: it can.</param>
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
/// <param name="Repeats">It takes all positional arguments that are left.</param>
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

/// <param name="Kind"><c>nothing</c>, <c>number</c>, <c>text</c>, <c>flag</c>, <c>array</c>, <c>arrays</c>, <c>tuple</c> or <c>named</c>.</param>
public sealed record ResultDescription(string Kind, IReadOnlyList<ColumnDescription> Columns);

public sealed record ColumnDescription(string Name, string? Unit);
