namespace OpenEvent.PSLab.Functions;

/// <summary>A function with checked arguments, ready to run on a board.</summary>
public sealed record FunctionCall(Function Function, FunctionArguments Arguments)
{
    /// <summary>Runs the function. No other call uses the board until it ends.</summary>
    /// <exception cref="BoardException">The board or the connected circuit gave no result.</exception>
    public Task<FunctionResult> RunAsync(Board board, CancellationToken ct) =>
        Function.WithdrawalReason is { } reason ? throw new BoardException(BoardErrorKind.Unsupported, reason) : RunBodyAsync(board, ct);

    /// <summary>Refuses a call that would certainly take longer than <paramref name="limit"/>.</summary>
    /// <exception cref="BoardException">The message names the largest value that is possible.</exception>
    public void RequireShorterThan(TimeSpan limit)
    {
        if (CallDuration.Find(this) is not { } duration || duration.Time <= limit)
            return;
        var largest = duration.Value * (limit / duration.Time);
        var isWhole = Function.Parameters.Single(p => p.Name == duration.Parameter).Kind == ParameterKind.Whole;
        throw new BoardException(
            BoardErrorKind.OutOfRange,
            $"{Function.Name} would take {duration.Time.TotalSeconds:0.#} s, but a call can take at most {limit.TotalSeconds:0.#} s. "
                + $"The largest possible {duration.Parameter} is {(isWhole ? Math.Floor(largest) : Math.Floor(largest * 100) / 100):0.##}."
                + duration.Advice
        );
    }

    private async Task<FunctionResult> RunBodyAsync(Board board, CancellationToken ct)
    {
        var notices = CallNotices.Collect();
        var result = await Function.Body(board, Arguments, ct).ConfigureAwait(false);
        return notices.Count == 0 ? result : result with { Warnings = [.. result.Warnings, .. notices] };
    }

    public override string ToString() => $"{Function.Name}({Arguments})";
}
