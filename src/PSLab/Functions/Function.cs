namespace OpenEvent.PSLab.Functions;

/// <summary>
/// A function that a user may call: name, other names, parameters, result, documentation. Completion, help, reference and the names of a script's
/// sandbox all come from here.
/// </summary>
public sealed record Function(string Name, string Group, string Summary, ResultShape Result, IReadOnlyList<FunctionParameter> Parameters)
{
    /// <summary>The names of 2018 and other names of today.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    public string? Details { get; init; }

    public required string Example { get; init; }

    /// <summary>Why no board can do it any more; such names are known so that an old script gets a reason instead of "unknown name".</summary>
    public string? WithdrawalReason { get; init; }

    internal Func<Board, FunctionArguments, CancellationToken, Task<FunctionResult>> Body { get; init; } =
        (_, _, _) => throw new NotSupportedException();

    /// <summary>As a person writes it: <c>capture1(channel, samples, timegap_us)</c>, optional parameters with their defaults.</summary>
    public string Signature =>
        $"{Name}({string.Join(", ", Parameters.Select(p =>
        p.IsVariadic ? $"*{p.Name}" : p.IsRequired ? p.Name : $"{p.Name}={Literal.Format(p.Default)}"))})";

    public override string ToString() => Signature;
}
