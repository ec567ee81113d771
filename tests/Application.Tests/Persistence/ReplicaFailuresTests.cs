using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using NUnit.Framework;
using OpenEvent.Application.Tests.Lab;
using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.Application.Tests.Persistence;

/// <summary>What the failure of one read says about the replica (docs/decisions/058).</summary>
public sealed class ReplicaFailuresTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly WalHistory History = new(7, 5, 1);

    private readonly LogLines<ReplicaFailures> _log = new();
    private ManualClock _clock = null!;
    private ReplicaHosts _hosts = null!;
    private ReplicaGuard _guard = null!;
    private ReplicaFailures _failures = null!;

    [SetUp]
    public void SetUp()
    {
        _clock = new ManualClock();
        _hosts = ReplicaHosts.Create("Host=a;Database=x", 2 * Second, "1", NullLoggerFactory.Instance);
        _guard = new ReplicaGuard(_hosts, _clock, NullLogger<ReplicaGuard>.Instance);
        _failures = new ReplicaFailures(_guard, _clock, _log);
        _log.Clear();
        Check();
        Check();
    }

    [TearDown]
    public ValueTask TearDown() => _hosts.DisposeAsync();

    [TestCase("40001", true)]
    [TestCase("40P01", true)]
    [TestCase("57014", true)]
    [TestCase("25006", true)]
    [TestCase("42501", false)]
    [TestCase("42P01", false)]
    [TestCase("53300", false)]
    [TestCase("57P01", false)]
    public void A_statement_that_failed_for_a_reason_of_its_own_leaves_the_replica_in_use(string state, bool isUsed)
    {
        var use = _guard.TryUse()!;
        _clock.Advance(TimeSpan.FromMilliseconds(10));
        Check();
        _failures.Report(use, new InvalidOperationException("EF", new PostgresException("text", "ERROR", "ERROR", state)));
        Check();
        Check();
        Assert.That((_guard.TryUse() is not null, _log.Texts.Count), Is.EqualTo((isUsed, isUsed ? 0 : 1)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void After_a_lost_connection_or_the_time_limit_the_replica_is_used_on_only_if_it_has_answered_a_check_since(bool answers)
    {
        foreach (var failure in new Exception[] { new TimeoutException(), new NpgsqlException("lost"), new IOException() })
        {
            SetUp();
            var use = _guard.TryUse()!;
            _clock.Advance(TimeSpan.FromMilliseconds(10));
            if (answers)
                Check();
            _failures.Report(use, failure);
            Check();
            Check();
            Assert.That(_guard.TryUse() is not null, Is.EqualTo(answers), failure.GetType().Name);
        }
    }

    [Test]
    public void An_error_of_the_server_itself_says_nothing_about_the_replica()
    {
        _failures.Report(_guard.TryUse()!, new InvalidOperationException("a bug"));
        Assert.That((_guard.TryUse() is not null, _log.Texts.Count), Is.EqualTo((true, 1)));
    }

    [Test]
    public void Failures_are_logged_once_a_minute()
    {
        for (var i = 0; i < 61; i++)
        {
            _failures.Report(new ReplicaUse(_hosts.All[0], Second, 0, 0), new PostgresException("text", "ERROR", "ERROR", "42501"));
            _clock.Advance(Second);
        }

        Assert.That(_log.Texts, Has.Count.EqualTo(2).And.All.Contain("a:5432/x").And.All.Contain("42501"));
    }

    [Test]
    public void A_replica_serves_only_as_many_reads_at_once_as_it_has_connections()
    {
        var host = _hosts.All[0];
        Assert.That(Enumerable.Range(0, 21).Select(_ => host.TryEnter()), Is.EqualTo(Enumerable.Repeat(true, 20).Append(false)));
        host.Leave();
        Assert.That((host.TryEnter(), host.TryEnter()), Is.EqualTo((true, false)));
    }

    [TestCase("", 2, 2, 20)]
    [TestCase(";Timeout=60;Command Timeout=5;Maximum Pool Size=7", 2, 5, 7)]
    [TestCase(";Timeout=1;CommandTimeout=0", 1, 2, 20)]
    public async Task Connections_are_opened_and_given_up_soon_and_statements_are_never_cancelled_by_the_driver(
        string settings,
        int timeout,
        int limit,
        int poolSize
    )
    {
        await using var hosts = ReplicaHosts.Create($"Host=a{settings}", Second, "1", NullLoggerFactory.Instance);
        await using var connection = hosts.All[0].CreateConnection();
        var used = new NpgsqlConnectionStringBuilder(connection.ConnectionString);
        Assert.That((used.Timeout, used.CommandTimeout, used.MaxPoolSize), Is.EqualTo((timeout, 0, poolSize)));
        Assert.That(hosts.ReadLimit, Is.EqualTo(limit * Second));
    }

    /// <summary>Both servers tell their positions.</summary>
    private void Check()
    {
        _guard.Set(new PrimaryPosition(History, 100, _clock.GetTimestamp(), _guard.Holds));
        _guard.Set(_hosts.All[0], new ReplicaPosition(true, History, 100));
    }
}
