namespace OpenEvent.PSLab.Functions;

/// <summary>How long a call takes at least, or waits at most, according to its arguments alone.</summary>
/// <param name="Parameter">The parameter with which the time grows.</param>
/// <param name="Value">Its value.</param>
/// <param name="Advice">What to do for a longer time; empty if nothing.</param>
internal sealed record CallDuration(TimeSpan Time, string Parameter, double Value, string Advice = "")
{
    /// <summary>The parameters that are times in seconds.</summary>
    private static readonly string[] WaitParameters = ["timeout", "interval", "waiting_time"];

    /// <summary>Finds the duration of a recording, of a wait for a signal, or of the steps of a motor; null for other calls.</summary>
    public static CallDuration? Find(FunctionCall call)
    {
        var (function, arguments) = call;
        if (Has("samples") && Has("timegap_us"))
            // The functions without a result start a recording and return at once.
            return function.Result == ResultShape.Nothing
                ? null
                : new(
                    TimeSpan.FromMicroseconds(arguments.Number("samples") * arguments.Number("timegap_us")),
                    "samples",
                    arguments.Number("samples"),
                    " A longer recording can be started with capture_traces, watched with oscilloscope_progress and read with fetch_trace."
                );
        if (Has("steps") && Has("delay"))
            return new(
                TimeSpan.FromMilliseconds(arguments.Number("steps") * arguments.Number("delay")),
                "steps",
                arguments.Number("steps")
            );
        return WaitParameters.FirstOrDefault(Has) is { } name
            ? new(TimeSpan.FromSeconds(arguments.Number(name)), name, arguments.Number(name))
            : null;

        bool Has(string parameter) => function.Parameters.Any(p => p.Name == parameter);
    }
}
