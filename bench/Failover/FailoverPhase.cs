using OpenEvent.Rush;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.Failover;

/// <summary>
/// The rush on a primary and a standby, while the primary is killed and the standby promoted. With asynchronous replication, from which the
/// standby is cut off before, it is the control: the checks must see that confirmed orders are lost.
/// </summary>
internal sealed class FailoverPhase(
    string folder,
    FailoverOptions options,
    MailServerStub mailServer,
    StartedServers started,
    bool isSynchronous
)
{
    private const int Nodes = 2;

    /// <summary>Entries of the outbox that a server processes at the same time, by default (<c>Outbox:AtOnce</c>).</summary>
    private const int EmailsAtOnce = 4;

    /// <summary>How long a request waits for a connection while hundreds of others have them (docs/decisions/019).</summary>
    private const string ConnectionLimit = ";Timeout=60";

    private readonly string _name = isSynchronous ? "failover" : "control, asynchronous";

    public async Task<IReadOnlyList<ScenarioReport>> RunAsync()
    {
        Console.WriteLine($"{_name}: starting two PostgreSQL and {Nodes} servers");
        var postgres = started.Add(await ReplicatedPostgres.StartAsync(isSynchronous, isDurable: true, maxConnections: 300));
        var servers = started.Add(
            new ServerProcesses(
                postgres.ConnectionString + ConnectionLimit,
                Path.Combine(folder, isSynchronous ? "failover" : "control"),
                Nodes,
                options.Port,
                mailServer.Port
            )
        );

        await servers.StartAsync();
        // The state of a host is asked for each time, because the probe uses the present primary.
        var patience = TimeSpan.FromMinutes(1);
        var database = new DatabaseProbe($"{postgres.ConnectionString};Target Session Attributes=primary;Host Recheck Seconds=0", patience);
        var durability = await Durability.VerifyAsync(
            $"{_name}: PostgreSQL",
            database,
            $"durable, {(isSynchronous ? "synchronous" : "asynchronous")} standby"
        );
        var users = await TestUsers.CreateAsync(servers, database, options.Buyers, options.Sockets);
        await WarmUp.RunAsync(servers, users);
        var outages = new Outages();
        var seats = options.Buyers / 2;
        var failover = new PrimaryFailover(postgres, outages, seats, isSynchronous);
        var documents = isSynchronous
            ? await DeliverAsync(servers, new RushLoad(servers, outages, users, options.Sockets), database)
            : null;
        var run = await RushRun.RunAsync(
            _name,
            new Scenario($"one ticket, {seats} seats", [seats]),
            new RushLoad(servers, outages, users, options.Sockets),
            users,
            database,
            options.Buyers,
            repeats: 2 * options.Buyers,
            failover.RunAsync
        );
        failover.Verify(run.Report);
        if (documents is null)
            return [durability, CreateControlReport(run.Report)];
        run.Report.Print();
        return [durability, run.Report, (await documents).Print()];
    }

    /// <summary>Orders with documents and e-mails, which the servers prepare while the primary is killed.</summary>
    /// <returns>When they have begun, the task of the delivery.</returns>
    private Task<Task<ScenarioReport>> DeliverAsync(ServerProcesses servers, RushLoad load, DatabaseProbe database) =>
        new DocumentDelivery(database, mailServer, servers).BeginAsync(
            $"{_name}: documents and e-mails",
            load,
            Math.Clamp(options.Buyers / 10, 60, 300),
            repeats: EmailsAtOnce * Nodes
        );

    private ScenarioReport CreateControlReport(ScenarioReport run)
    {
        run.Print();
        Console.WriteLine("  In the control, the failures above are what has to be seen.");
        var report = new ScenarioReport(_name);
        foreach (var check in (string[])[Recount.LostOrders, RushRun.DifferentAnswers])
            report.Require("the loss is seen", run.FindFailure(check) is not null, run.FindFailure(check) ?? $"{check}: not seen");
        report.Summary = run.Summary;
        return report.Print();
    }
}
