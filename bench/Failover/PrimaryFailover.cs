using System.Diagnostics;
using System.Globalization;
using OpenEvent.Rush;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.Failover;

/// <summary>Kills the primary while half of the seats are sold, promotes the standby, and measures how long the servers take.</summary>
internal sealed class PrimaryFailover(ReplicatedPostgres postgres, Outages outages, int seats, bool isSynchronous)
{
    /// <summary>The bound of docs/reference/performance-bounds.md.</summary>
    private static readonly TimeSpan MaxRecovery = TimeSpan.FromSeconds(10);

    /// <summary>The time in which an operator, or their software, finds out that the primary is dead.</summary>
    private static readonly TimeSpan Detection = TimeSpan.FromSeconds(2);

    private readonly List<TimeSpan> _firstAnswers = [];
    private TimeSpan _promotion;
    private TimeSpan _lastFailure;
    private long _promoted;
    private int _answersBefore,
        _answersAfter;

    /// <param name="rush">The orders.</param>
    /// <param name="answered">The number of answered orders.</param>
    public async Task RunAsync(RushLoad load, Task rush, Func<int> answered)
    {
        if (!isSynchronous)
        {
            await WaitForAsync(seats / 4);
            await postgres.CutStandbyOffAsync();
        }

        await WaitForAsync(seats / 2);
        await outages.RecordAsync(async () =>
        {
            await postgres.PowerOffPrimaryAsync();
            Console.WriteLine("  the primary is killed");
            _answersBefore = answered();
            await Task.Delay(Detection);
            var start = Stopwatch.GetTimestamp();
            await postgres.PromoteStandbyAsync();
            _promotion = Stopwatch.GetElapsedTime(start);
            Console.WriteLine("  the standby is promoted");
            _promoted = Stopwatch.GetTimestamp();
            await WaitForAnswersAsync(load, start, rush);
        });
        await rush;
        _lastFailure = SincePromotion(load.LastFailure);
        _answersAfter = answered() - _answersBefore;

        async Task WaitForAsync(int answers)
        {
            while (!rush.IsCompleted && answered() < answers)
                await Task.Delay(2);
        }
    }

    public void Verify(ScenarioReport report)
    {
        report.Require("answers before and after the kill", _answersBefore > 0 && _answersAfter > 0, $"{_answersBefore}, {_answersAfter}");
        report.Require(
            $"seconds from the promotion to the first answer of each server, at most {MaxRecovery.TotalSeconds:0}",
            _firstAnswers.Count > 0 && _firstAnswers.TrueForAll(time => time <= MaxRecovery),
            string.Join(" and ", _firstAnswers.Select(Format))
        );
        report.Require(
            $"seconds from the promotion to the last request that failed, at most {MaxRecovery.TotalSeconds:0}",
            _lastFailure <= MaxRecovery,
            $"{Format(_lastFailure)} (the promotion took {Format(_promotion)})"
        );
    }

    /// <summary>
    /// Waits as long as the servers may take. The times count from the moment at which the promotion was complete; a server can find the
    /// new primary before <c>pg_ctl</c> does.
    /// </summary>
    private async Task WaitForAnswersAsync(RushLoad load, long start, Task rush)
    {
        var limit = Task.Delay(MaxRecovery);
        var first = new long[load.LastAnswers.Count];
        while (!limit.IsCompleted && !rush.IsCompleted)
        {
            for (var node = 0; node < first.Length; node++)
                if (first[node] == 0 && load.LastAnswers[node] is var answer && answer > start)
                    first[node] = answer;
            await Task.Delay(2);
        }

        _firstAnswers.AddRange(first.Select(time => time == 0 ? TimeSpan.MaxValue : SincePromotion(time)));
    }

    private TimeSpan SincePromotion(long time) => time <= _promoted ? TimeSpan.Zero : Stopwatch.GetElapsedTime(_promoted, time);

    private static string Format(TimeSpan time) =>
        time == TimeSpan.MaxValue ? "never" : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0}");
}
