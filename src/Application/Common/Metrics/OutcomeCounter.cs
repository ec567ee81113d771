using System.Diagnostics.Metrics;

namespace OpenEvent.Application.Common;

/// <summary>
/// A metric that counts by outcome. All outcomes are reported from the start with 0, because a rate over a series that appears with its
/// first count misses that count.
/// </summary>
/// <typeparam name="T">The outcomes. Their names in lower case are the values of the label.</typeparam>
public sealed class OutcomeCounter<T>
    where T : struct, Enum
{
    private static readonly T[] Outcomes = Enum.GetValues<T>();

    private readonly long[] _counts = new long[Outcomes.Length];

    /// <param name="unit">What is counted, in braces: <c>{request}</c>.</param>
    /// <param name="label">The name of the label.</param>
    public OutcomeCounter(Meter meter, string name, string unit, string description, string label = "outcome") =>
        meter.CreateObservableCounter(
            name,
            () =>
                Outcomes.Select(
                    (outcome, i) =>
                        new Measurement<long>(
                            Interlocked.Read(ref _counts[i]),
                            new KeyValuePair<string, object?>(label, outcome.ToString().ToLowerInvariant())
                        )
                ),
            unit,
            description
        );

    public void Add(T outcome, long count = 1) => Interlocked.Add(ref _counts[Array.IndexOf(Outcomes, outcome)], count);
}
