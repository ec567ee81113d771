namespace OpenEvent.PSLab.Functions;

/// <summary>A function with arguments that were checked: all that it takes to run it on a board.</summary>
public sealed record FunctionCall(Function Function, FunctionArguments Arguments)
{
    /// <summary>Runs it. The board belongs to the call until it ends.</summary>
    /// <exception cref="BoardException">The board, or what is connected to it, gave no result.</exception>
    public Task<FunctionResult> RunAsync(Board board, CancellationToken ct) =>
        Function.WithdrawalReason is { } reason
            ? throw new BoardException(BoardErrorKind.Unsupported, reason)
            : Function.Body(board, Arguments, ct);

    public override string ToString() => $"{Function.Name}({Arguments})";
}
