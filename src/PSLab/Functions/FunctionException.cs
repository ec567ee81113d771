namespace OpenEvent.PSLab.Functions;

/// <summary>What is wrong with a function string.</summary>
public enum FunctionErrorKind
{
    /// <summary>It is not of the form <c>name(literal, …, key=literal)</c>.</summary>
    Syntax,

    /// <summary>There is no function of this name.</summary>
    UnknownName,

    /// <summary>An argument is missing, surplus, of the wrong type or out of range.</summary>
    Argument,
}

/// <summary>
/// A function string that cannot be called. <paramref name="column"/> counts characters from 1, over all lines of the text.
/// </summary>
public sealed class FunctionException(FunctionErrorKind kind, string message, int column) : Exception($"Column {column}: {message}")
{
    public FunctionErrorKind Kind { get; } = kind;

    public int Column { get; } = column;

    /// <summary>The message without the column.</summary>
    public string Detail { get; } = message;
}
