namespace OpenEvent.PSLab.Functions;

/// <summary>A function with checked arguments, ready to run on a board.</summary>
public sealed record FunctionCall(Function Function, FunctionArguments Arguments)
{
    /// <summary>Runs the function. No other call uses the board until it ends.</summary>
    /// <exception cref="BoardException">The board or the connected circuit gave no result.</exception>
    public Task<FunctionResult> RunAsync(Board board, CancellationToken ct) =>
        Function.WithdrawalReason is { } reason
            ? throw new BoardException(BoardErrorKind.Unsupported, reason)
            : Function.Body(board, Arguments, ct);

    public override string ToString() => $"{Function.Name}({Arguments})";
}
