namespace OpenEvent.PSLab.Functions;

/// <summary>The type of an argument.</summary>
public enum ParameterKind
{
    Number,

    /// <summary>A number without a fraction.</summary>
    Whole,

    Text,

    /// <summary>One of <see cref="FunctionParameter.Choices"/>, ignoring case.</summary>
    Choice,

    /// <summary>True, False, 1 or 0.</summary>
    Flag,

    /// <summary>A list of numbers.</summary>
    Numbers,

    /// <summary>A list of <see cref="FunctionParameter.Choices"/>.</summary>
    Choices,

    /// <summary>A list of colours, each a list of red, green and blue from 0 to 255; or one colour.</summary>
    Colours,
}

/// <summary>A typed parameter of a <see cref="Function"/> with its unit and range. Checks, help and completion use it.</summary>
public sealed record FunctionParameter(string Name, ParameterKind Kind, string Summary)
{
    /// <summary>Other keywords of the parameter, such as those of 2018.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    public string? Unit { get; init; }

    public double? Min { get; init; }

    public double? Max { get; init; }

    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Other names of choices, such as the pins' names of 2018.</summary>
    public IReadOnlyDictionary<string, string> Synonyms { get; init; } = new Dictionary<string, string>();

    /// <summary>The value of a missing argument; null if there is none.</summary>
    public object? Default { get; init; }

    public bool IsRequired { get; init; } = true;

    /// <summary>The parameter takes all remaining positional arguments, as a list.</summary>
    public bool IsVariadic { get; init; }

    public bool HasName(string keyword) => keyword == Name || Aliases.Contains(keyword);
}
