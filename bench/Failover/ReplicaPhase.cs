using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using OpenEvent.Rush;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.Failover;

/// <summary>
/// The rush while visitors read from a standby that is cut off from the primary, and then killed. They get what is new, from the primary,
/// and notice nothing. The standby is asynchronous, because commits would wait for a synchronous one.
/// </summary>
internal sealed class ReplicaPhase(string folder, FailoverOptions options, MailServerStub mailServer, StartedServers started)
{
    private const string Name = "replica cut off";

    /// <summary><c>Database:MaxReplicaLag</c> by default, and the second for which a node keeps its answers.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(3);

    private readonly List<TimeSpan> _ages = [];
    private long _replicaBefore,
        _replicaAfter,
        _primaryAfter;
    private int _answersAfterKill;

    public async Task<IReadOnlyList<ScenarioReport>> RunAsync()
    {
        Console.WriteLine($"{Name}: starting two PostgreSQL and two servers");
        var postgres = started.Add(await ReplicatedPostgres.StartAsync(isSynchronous: false, isDurable: true, maxConnections: 300));
        var servers = started.Add(
            new ServerProcesses(postgres.PrimaryConnectionString, Path.Combine(folder, "replica"), 2, options.Port, mailServer.Port)
            {
                Settings = [$"--Database:ReadConnectionString={postgres.StandbyConnectionString}", "--Metrics:Enabled=true"],
            }
        );

        await servers.StartAsync();
        var database = new DatabaseProbe(postgres.PrimaryConnectionString);
        var users = await TestUsers.CreateAsync(servers, database, options.Buyers, options.Sockets);
        await WarmUp.RunAsync(servers, users);
        var testEvent = await RushEvent.SetUpAsync(users.Owner, new Scenario("what visitors read", [10]));
        var ended = new TaskCompletionSource();
        await using var visitors = new VisitorLoad(servers, testEvent.EventId);
        visitors.Start();
        var seats = options.Buyers * 9 / 10;
        var run = await RushRun.RunAsync(
            Name,
            new Scenario($"one ticket, {seats} seats", [seats]),
            new RushLoad(servers, new Outages(), users, options.Sockets),
            users,
            database,
            options.Buyers,
            repeats: options.Buyers / 10,
            async (_, _, _) =>
            {
                try
                {
                    await CutOffAsync(postgres, servers, visitors, users.Owner, testEvent);
                }
                finally
                {
                    ended.TrySetResult();
                }
            },
            new Pace(options.Buyers, ended.Task).WaitTurnAsync
        );
        Verify(run.Report, visitors);
        return [run.Report.Print()];
    }

    private async Task CutOffAsync(
        ReplicatedPostgres postgres,
        ServerProcesses servers,
        VisitorLoad visitors,
        BuyerClient owner,
        RushEvent testEvent
    )
    {
        await Task.Delay(MaxAge);
        _replicaBefore = await visitors.CountReadsAsync("replica");
        await postgres.CutStandbyOffAsync();
        Console.WriteLine("  the standby is cut off");
        await RenameAsync(owner, testEvent.EventId, "Renamed");
        var renamed = Stopwatch.GetTimestamp();
        foreach (var address in servers.Addresses)
        {
            while (
                !(await visitors.ReadAsync(address)).Contains("\"Renamed\"", StringComparison.Ordinal)
                && Stopwatch.GetElapsedTime(renamed) < 10 * MaxAge
            )
                await Task.Delay(10);
            _ages.Add(Stopwatch.GetElapsedTime(renamed));
        }

        // From now on the standby is too far behind for every read.
        await Task.Delay(MaxAge);
        var (replica, primary) = (await visitors.CountReadsAsync("replica"), await visitors.CountReadsAsync("primary"));
        await Task.Delay(MaxAge);
        _replicaAfter = await visitors.CountReadsAsync("replica") - replica;
        _primaryAfter = await visitors.CountReadsAsync("primary") - primary;
        await postgres.KillStandbyAsync();
        Console.WriteLine("  the standby is killed");
        var answers = visitors.Answers;
        await Task.Delay(MaxAge);
        _answersAfterKill = visitors.Answers - answers;
    }

    private static async Task RenameAsync(BuyerClient owner, string id, string name)
    {
        var body = JsonSerializer.Serialize(
            new
            {
                data = new
                {
                    type = "event",
                    id,
                    attributes = new { name },
                },
            }
        );
        var (status, answer, _) = await owner.SendAsync(HttpMethod.Patch, $"/v1/events/{id}", body);
        if (status != 200)
            throw new InvalidOperationException($"The event is not renamed: {status} {answer}");
    }

    private void Verify(ScenarioReport report, VisitorLoad visitors)
    {
        report.Require("reads from the standby before", _replicaBefore > 0, $"{_replicaBefore}");
        report.Require(
            $"seconds until visitors of each server see a change, at most {MaxAge.TotalSeconds:0}",
            _ages.TrueForAll(age => age <= MaxAge),
            string.Join(" and ", _ages.Select(age => age.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)))
        );
        report.Expect("reads from the standby when it is too far behind", _replicaAfter, 0);
        report.Require("reads from the primary then", _primaryAfter > 0, $"{_primaryAfter}");
        report.Require("answers to visitors after the standby was killed", _answersAfterKill > 0, $"{_answersAfterKill}");
        report.Expect($"failed reads of {visitors.Answers}", visitors.Failures, 0);
    }
}
