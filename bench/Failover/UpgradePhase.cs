using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OpenEvent.Infrastructure.Persistence;
using OpenEvent.Rush;
using DatabaseProbe = OpenEvent.Rush.DatabaseProbe;

namespace OpenEvent.Failover;

/// <summary>
/// The rush while two servers of a former version are exchanged for the present one, one after the other, on one database. No request may
/// be answered 5xx, and the outbox loses nothing.
/// </summary>
internal sealed class UpgradePhase(string folder, FailoverOptions options, MailServerStub mailServer, StartedServers started)
{
    private const int Nodes = 2;

    private readonly List<string> _versions = [];
    private readonly List<int> _exitCodes = [];
    private readonly List<int> _answers = [];

    public async Task<IReadOnlyList<ScenarioReport>> RunAsync()
    {
        var data = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;
        var postgres = started.Add(
            await EmbeddedPostgres.StartAsync(
                new EmbeddedPostgresOptions { DataDirectory = data, MaxConnections = 300 },
                NullLogger.Instance,
                CancellationToken.None
            )
        );
        var database = new DatabaseProbe(postgres.ConnectionString);
        // Without a name in it, the connections have that of the version.
        var servers = started.Add(
            new ServerProcesses(
                new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { ApplicationName = null }.ConnectionString,
                Path.Combine(folder, "upgrade"),
                Nodes,
                options.Port,
                mailServer.Port
            )
        );

        var present = servers.ServerProgram;
        var former = started.Add(await FormerVersion.BuildAsync(options.Upgrade, present, folder));
        var name = $"upgrade from {former.Commit}";
        Console.WriteLine($"{name}: starting {Nodes} servers");
        servers.ServerProgram = former.ServerProgram;
        await servers.StartAsync();
        var durability = await Durability.VerifyAsync($"{name}: PostgreSQL", database);
        var users = await TestUsers.CreateAsync(servers, database, options.Buyers, options.Sockets);
        await WarmUp.RunAsync(servers, users);
        var outages = new Outages();
        var exchanged = new TaskCompletionSource();
        var entries = new UnknownEntryCheck(database);
        await entries.AddAsync("before");
        await RecordVersionsAsync(database);
        servers.ServerProgram = present;
        var load = new RushLoad(servers, outages, users, options.Sockets);
        var orders = Math.Clamp(options.Buyers / 10, 60, 300);
        var documents = await new DocumentDelivery(database, mailServer, servers).BeginAsync(
            $"{name}: documents and e-mails",
            new RushLoad(servers, outages, users, options.Sockets),
            orders,
            repeats: 0,
            new Pace(orders, exchanged.Task).WaitTurnAsync
        );
        var seats = options.Buyers * 9 / 10;
        var run = await RushRun.RunAsync(
            name,
            new Scenario($"one ticket, {seats} seats", [seats]),
            load,
            users,
            database,
            options.Buyers,
            repeats: 2 * options.Buyers,
            (_, rush, answered) => ExchangeAsync(servers, database, answered, exchanged),
            new Pace(options.Buyers, exchanged.Task).WaitTurnAsync
        );
        await entries.AddAsync("after");
        var delivered = await documents;
        await entries.VerifyAsync(delivered, isUpgraded: options.Upgrade != "none");
        Verify(run.Report);
        return [durability, run.Report.Print(), delivered.Print()];
    }

    private async Task ExchangeAsync(ServerProcesses servers, DatabaseProbe database, Func<int> answered, TaskCompletionSource exchanged)
    {
        try
        {
            for (var node = 0; node < Nodes; node++)
            {
                while (answered() < (node + 1) * options.Buyers / 20)
                    await Task.Delay(10);
                var before = answered();
                _exitCodes.Add(await servers.ReplaceAsync(node));
                _answers.Add(answered() - before);
                Console.WriteLine($"  server {node + 1} is exchanged");
                await RecordVersionsAsync(database);
            }
        }
        finally
        {
            exchanged.TrySetResult();
        }
    }

    private async Task RecordVersionsAsync(DatabaseProbe database) =>
        _versions.Add(
            await database.TextAsync(
                """
                SELECT coalesce(string_agg(DISTINCT substring(application_name FROM 'OpenEvent [^+]*\+?.{0,8}'), ', '), 'none')
                FROM pg_stat_activity
                WHERE application_name LIKE 'OpenEvent %' AND datname = current_database()
                """
            )
        );

    private void Verify(ScenarioReport report)
    {
        report.Require(
            "servers that ended by themselves after SIGTERM",
            _exitCodes.Count == Nodes && _exitCodes.TrueForAll(c => c == 0),
            $"{_exitCodes.Count(c => c == 0)}"
        );
        report.Require(
            "answers while each server was exchanged",
            _answers.Count == Nodes && _answers.TrueForAll(a => a > 0),
            string.Join(" and ", _answers)
        );
        // Former, both, present.
        report.Require(
            "versions before, between, and after the exchanges",
            options.Upgrade == "none" || (_versions.Distinct().Count() == Nodes + 1 && !_versions[^1].Contains(',')),
            string.Join("; ", _versions)
        );
    }
}
