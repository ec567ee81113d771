namespace OpenEvent.PSLab.Functions;

/// <summary>A function with arguments that were checked: all that it takes to run it on a board.</summary>
public sealed record FunctionCall(Function Function, Arguments Arguments)
{
    /// <summary>Runs it. The board belongs to the call until it ends.</summary>
    /// <exception cref="BoardFault">The board, or what is connected to it, gave no result.</exception>
    public Task<FunctionResult> RunAsync(Board board, CancellationToken ct) =>
        Function.Withdrawn is { } reason ? throw new BoardFault(FaultKind.Unsupported, reason) : Function.Body(board, Arguments, ct);

    public override string ToString() => $"{Function.Name}({Arguments})";
}
