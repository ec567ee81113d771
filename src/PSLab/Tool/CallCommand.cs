using System.Globalization;
using OpenEvent.PSLab.Functions;

namespace OpenEvent.PSLab.Tool;

/// <summary>
/// <c>pslab call</c>: calls one function. Arrays are printed as columns for spreadsheets and gnuplot, or as JSON with <c>--json</c>.
/// </summary>
internal static class CallCommand
{
    public static async Task RunAsync(CommandLineOptions options, TextWriter output, CancellationToken ct)
    {
        var asJson = options.TakeFlag("--json");
        var link = options.TakeLinkOptions();
        var port = options.TakeArgument("PORT");
        var text = options.TakeArgument("A function, such as \"get_voltage('CH1')\",");
        options.RequireNoneLeft();
        FunctionCall call;
        try
        {
            call = FunctionString.Parse(text);
        }
        catch (FunctionException exception)
        {
            throw new BoardException(
                BoardErrorKind.OutOfRange,
                $"{exception.Message}\n  {text}\n  {new string(' ', Math.Max(0, exception.Column - 1))}^",
                exception
            );
        }
        await using var board = new Board(port, link);
        var result = await call.RunAsync(board, ct);
        if (asJson)
            await output.WriteLineAsync(result.ToJson());
        else
            foreach (var line in result.Warnings.Select(warning => $"# {warning}").Concat(Lines(result)))
                await output.WriteLineAsync(line);
    }

    private static IEnumerable<string> Lines(FunctionResult result)
    {
        var columns = result.Value switch
        {
            double[] one => [one],
            double[][] many => many,
            _ => [],
        };
        if (columns.Length == 0)
            return result.Text.Length == 0 ? [] : [result.Text];
        var headers = result
            .Shape.Columns.Select(c => c.Unit is null ? c.Name : $"{c.Name} ({c.Unit})")
            .Concat(Enumerable.Repeat("", columns.Length))
            .Take(columns.Length);
        return Enumerable
            .Range(0, columns.Max(c => c.Length))
            .Select(row =>
                string.Join('\t', columns.Select(c => row < c.Length ? c[row].ToString("G6", CultureInfo.InvariantCulture) : ""))
            )
            .Prepend($"# {string.Join('\t', headers)}");
    }
}
