namespace OpenEvent.PSLab.Functions;

/// <summary>What an argument may be.</summary>
public enum ParameterKind
{
    Number,

    /// <summary>A number without a fraction.</summary>
    Whole,

    Text,

    /// <summary>One of <see cref="FunctionParameter.Choices"/>, in any case.</summary>
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

/// <summary>A typed parameter of a <see cref="Function"/>, with its unit and range, from which help, completion and checks are made.</summary>
public sealed record FunctionParameter(string Name, ParameterKind Kind, string Summary)
{
    /// <summary>Other keywords for it, as in the interface of 2018.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    public string? Unit { get; init; }

    public double? Min { get; init; }

    public double? Max { get; init; }

    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Other spellings of choices, such as the pins' names of 2018.</summary>
    public IReadOnlyDictionary<string, string> Synonyms { get; init; } = new Dictionary<string, string>();

    /// <summary>What stands for a missing argument; null: nothing does.</summary>
    public object? Default { get; init; }

    public bool IsRequired { get; init; } = true;

    /// <summary>It takes all positional arguments that are left, as a list.</summary>
    public bool IsVariadic { get; init; }

    public bool HasName(string keyword) => keyword == Name || Aliases.Contains(keyword);
}
