namespace OpenEvent.PSLab.Functions;

/// <summary>
/// A function that users can call: name, aliases, parameters, result, and documentation. Completion, help and the reference are generated
/// from it.
/// </summary>
public sealed record Function(string Name, string Group, string Summary, ResultShape Result, IReadOnlyList<FunctionParameter> Parameters)
{
    /// <summary>Other names of the function, including those of 2018.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    public string? Details { get; init; }

    public required string Example { get; init; }

    /// <summary>
    /// Why no board supports the function any more; null if it is supported. Old scripts then get this reason instead of "unknown name".
    /// </summary>
    public string? WithdrawalReason { get; init; }

    internal Func<Board, FunctionArguments, CancellationToken, Task<FunctionResult>> Body { get; init; } =
        (_, _, _) => throw new NotSupportedException();

    /// <summary>As a user writes it: <c>capture1(channel, samples, timegap_us)</c>, optional parameters with their defaults.</summary>
    public string Signature =>
        $"{Name}({string.Join(", ", Parameters.Select(p =>
        p.IsVariadic ? $"*{p.Name}" : p.IsRequired ? p.Name : $"{p.Name}={Literal.Format(p.Default)}"))})";

    public override string ToString() => Signature;
}
