using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Application.Tests.Lab;
using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.Application.Tests.Persistence;

/// <summary>When visitors may read from a replica that is at most two seconds behind (docs/decisions/058).</summary>
public sealed class ReplicaGuardTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly WalHistory History = new(7, 5, 1);

    private ManualClock _clock = null!;
    private ReplicaHosts _hosts = null!;
    private LogLines<ReplicaGuard> _log = null!;
    private ReplicaGuard _guard = null!;
    private long _primary;

    private ReplicaHost Host => _hosts.All[0];

    [SetUp]
    public void SetUp()
    {
        (_clock, _primary) = (new ManualClock(), -1);
        _hosts = ReplicaHosts.Create("Host=a,b;Password=secret", 2 * Second, "1", NullLoggerFactory.Instance);
        _log = new LogLines<ReplicaGuard>();
        _guard = new ReplicaGuard(_hosts, _clock, _log);
    }

    [TearDown]
    public ValueTask TearDown() => _hosts.DisposeAsync();

    [Test]
    public void A_replica_that_has_replayed_a_position_of_the_primary_is_used_until_that_is_too_long_ago()
    {
        SetPrimary(100);
        Assert.That(_guard.TryUse(), Is.Null, "nothing is known of the replica");
        SetReplica(99);
        Assert.That(_guard.TryUse(), Is.Null, "it has not replayed the position");
        _clock.Advance(Second);
        SetPrimary(110);
        SetReplica(100);
        Assert.That(_guard.TryUse(), Is.EqualTo(new ReplicaUse(Host, Second, _clock.GetTimestamp(), 0)));
        _clock.Advance(Second);
        SetPrimary(110);
        Assert.That(_guard.TryUse(), Is.Not.Null);
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.That(_guard.TryUse(), Is.Null);
    }

    [Test]
    public void A_replica_is_used_only_when_the_primary_was_asked_after_it_and_was_not_behind_it()
    {
        SetPrimary(100);
        _guard.Set(Host, new ReplicaPosition(true, History, 100));
        Assert.That(_guard.TryUse(), Is.Null, "the primary may have gone back to an older copy before");
        SetPrimary(100);
        Assert.That(_guard.TryUse(), Is.Not.Null);
    }

    [Test]
    public void A_replica_that_is_ahead_of_the_primary_is_not_used_until_it_was_started_again()
    {
        SetPrimary(500);
        SetReplica(500);
        Assert.That(_guard.TryUse(), Is.Not.Null, "a control");
        _guard.Disconnect();
        for (var i = 0; i < 3; i++)
        {
            SetPrimary(100 + i);
            Assert.That(_guard.Set(Host, new ReplicaPosition(true, History, 500)), Is.False);
            Assert.That(_guard.TryUse(), Is.Null);
            _clock.Advance(3 * Second);
        }

        Assert.That(_log.Texts, Has.Some.Contain("it is ahead of the primary"));
        SetPrimary(600);
        SetReplica(500);
        Assert.That(_guard.TryUse(), Is.Null, "the primary has written other rows in the meantime");
        _guard.Lose(Host, "a test");
        SetPrimary(600);
        SetReplica(600);
        Assert.That(_guard.TryUse(), Is.Not.Null);
    }

    [Test]
    public void A_replica_that_has_replayed_more_since_the_primary_was_asked_is_not_ahead()
    {
        var time = _clock.GetTimestamp();
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        SetReplica(110);
        _guard.Set(new PrimaryPosition(History, 100, time, _guard.Holds));
        Assert.That(_guard.TryUse(), Is.Null, "the primary was not asked later");
        SetPrimary(110);
        Assert.That(_guard.TryUse(), Is.Not.Null);
    }

    [Test]
    public void A_primary_that_does_not_answer_for_a_second_may_have_changes_that_are_not_heard()
    {
        SetPrimary(100);
        SetReplica(100);
        _clock.Advance(Second);
        Assert.That(_guard.TryUse(), Is.Not.Null);
        _clock.Advance(TimeSpan.FromTicks(1));
        _guard.Set(Host, new ReplicaPosition(true, History, 100));
        Assert.That(_guard.TryUse(), Is.Null);
        SetPrimary(100);
        Assert.That(_guard.TryUse(), Is.Not.Null);
    }

    [Test]
    public void A_replica_that_does_not_answer_a_check_is_not_used_after_two_intervals()
    {
        SetPrimary(100);
        SetReplica(100);
        _guard.BeginCheck(Host);
        _clock.Advance(2 * _guard.Interval);
        Assert.That(_guard.TryUse(), Is.Not.Null);
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.That(_guard.TryUse(), Is.Null);
        SetReplica(100);
        Assert.That(_guard.TryUse(), Is.Not.Null);
    }

    [Test]
    public void Of_several_hosts_one_that_is_far_behind_or_of_another_primary_makes_way_for_the_next()
    {
        SetPrimary(100);
        Assert.That(_guard.Set(Host, new ReplicaPosition(true, History with { System = 8 }, 100)), Is.False, "it is of another primary");
        Assert.That(_guard.Set(Host, new ReplicaPosition(true, History, 50)), "it may catch up");
        _clock.Advance(8 * _guard.Interval);
        SetPrimary(200);
        Assert.That(_guard.Set(Host, new ReplicaPosition(true, History, 60)));
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.That(_guard.Set(Host, new ReplicaPosition(true, History, 60)), Is.False, "it is far behind");
        Assert.That(_guard.Set(_hosts.All[1], new ReplicaPosition(true, History, 200)));
        SetPrimary(200);
        Assert.That(_guard.TryUse()?.Host, Is.EqualTo(_hosts.All[1]));
        _clock.Advance(10 * Second);
        SetPrimary(200);
        Assert.That(_guard.Set(_hosts.All[1], new ReplicaPosition(true, History, 200)), "one that is in use stays");
    }

    [Test]
    public void A_change_that_is_heard_outdates_the_permission()
    {
        SetPrimary(100);
        SetReplica(100);
        var holds = _guard.TryUse()!.Holds;
        Assert.That(_guard.Holds, Is.EqualTo(holds));
        _guard.Hold();
        Assert.That(_guard.Holds, Is.Not.EqualTo(holds));
    }

    [Test]
    public void The_age_is_the_time_since_the_primary_was_at_the_position_and_not_since_the_check()
    {
        SetPrimary(100);
        SetReplica(100);
        for (var i = 1; i <= 3; i++)
        {
            _clock.Advance(Second);
            SetPrimary(100 + i);
            SetReplica(100);
        }

        Assert.That((_guard.Age, _guard.TryUse()), Is.EqualTo((3 * Second, (ReplicaUse?)null)));
        SetReplica(102);
        Assert.That(_guard.Age, Is.EqualTo(Second));
    }

    [Test]
    public void A_primary_that_writes_nothing_does_not_make_its_replica_old()
    {
        for (var i = 0; i < 10; i++)
        {
            SetPrimary(100);
            SetReplica(100);
            Assert.That(_guard.Age, Is.EqualTo(TimeSpan.Zero));
            _clock.Advance(3 * Second);
        }
    }

    [Test]
    public void After_a_change_the_replica_is_used_when_it_has_replayed_a_position_that_was_read_after_the_change()
    {
        SetPrimary(100);
        SetReplica(100);
        var before = _guard.Holds;
        _guard.Hold();
        Assert.That(_guard.TryUse(), Is.Null);
        _guard.Set(new PrimaryPosition(History, 100, _clock.GetTimestamp(), before));
        TellReplica(100);
        Assert.That(_guard.TryUse(), Is.Null, "the position was asked for before the change");
        SetPrimary(110);
        SetReplica(109);
        Assert.That(_guard.TryUse(), Is.Null, "the change may not be replayed");
        SetReplica(110);
        Assert.That(_guard.TryUse(), Is.Not.Null);
    }

    [Test]
    public async Task The_replica_is_held_before_the_answers_are_forgotten()
    {
        var cache = new Cache(_guard);
        await new VisitorChanges(cache, _guard).ApplyAsync([7], CancellationToken.None);
        Assert.That((cache.HoldsAtForget, _guard.Holds), Is.EqualTo((1L, 1L)), "an old answer would be read and kept between the two");
    }

    [Test]
    public void While_changes_are_not_heard_the_replica_is_not_used()
    {
        SetPrimary(100);
        SetReplica(100);
        _guard.Disconnect();
        TellReplica(100);
        Assert.That(_guard.TryUse(), Is.Null);
        SetPrimary(100);
        Assert.That(_guard.TryUse(), Is.Not.Null);
    }

    [Test]
    public void A_server_that_is_not_a_standby_or_of_another_history_is_not_used()
    {
        SetPrimary(100);
        Assert.That(_guard.Set(Host, new ReplicaPosition(false, History, 100)), Is.False);
        Assert.That(_guard.TryUse(), Is.Null);
        foreach (var other in (WalHistory[])[History with { System = 8 }, History with { Database = 6 }, History with { Timeline = 2 }])
        {
            _guard.Set(Host, new ReplicaPosition(true, other, 1000));
            Assert.That(_guard.TryUse(), Is.Null, other.ToString());
        }

        SetReplica(100);
        Assert.That(_guard.TryUse(), Is.Not.Null, "a control");
    }

    [Test]
    public void A_replica_that_was_restarted_and_has_replayed_less_than_before_is_checked_again()
    {
        SetPrimary(100);
        SetReplica(100);
        SetReplica(90);
        Assert.That(_guard.TryUse(), Is.Null);
        SetPrimary(100);
        SetReplica(100);
        Assert.That(_guard.TryUse(), Is.Not.Null);
    }

    [TestCase(true)]
    [TestCase(false)]
    public void After_a_failure_the_replica_is_checked_again(bool pause)
    {
        SetPrimary(100);
        SetReplica(100);
        _guard.Fail(Host, "a test", pause);
        Assert.That(_guard.TryUse(), Is.Null);
        SetPrimary(100);
        SetReplica(100);
        Assert.That(_guard.TryUse() is null, Is.EqualTo(pause), "after a failed request it is not used for five seconds");
        _clock.Advance(5 * Second);
        SetPrimary(100);
        SetReplica(100);
        Assert.That(_guard.TryUse(), Is.Not.Null);
    }

    [Test]
    public void A_late_failure_of_another_replica_changes_nothing()
    {
        SetPrimary(100);
        SetReplica(100);
        _guard.Fail(_hosts.All[1], "a test", pause: true);
        Assert.That(_guard.TryUse(), Is.Not.Null);
    }

    [Test]
    public void It_logs_once_that_the_replica_is_used_and_once_that_it_is_not()
    {
        SetReplica(100);
        Assert.That(_log.Levels, Is.Empty, "two checks are needed");
        for (var i = 0; i < 3; i++)
        {
            SetPrimary(100);
            SetReplica(100);
            _guard.Hold();
        }

        Assert.That(_log.Levels, Is.EqualTo([LogLevel.Information]));
        for (var i = 0; i < 3; i++)
        {
            _clock.Advance(3 * Second);
            SetPrimary(200);
            SetReplica(100);
            _guard.Fail(Host, "a test", pause: false);
        }

        Assert.That(_log.Levels, Is.EqualTo([LogLevel.Information, LogLevel.Warning]));
        SetReplica(200);
        Assert.That(_log.Levels, Is.EqualTo([LogLevel.Information, LogLevel.Warning, LogLevel.Information]));
        Assert.That(_log.Texts, Has.All.Contain("a:5432/").And.None.Contain("secret"));
    }

    [Test]
    public void A_replica_that_never_answers_is_logged_after_the_limit()
    {
        _guard.Fail(Host, "a test", pause: false);
        Assert.That(_log.Levels, Is.Empty, "another one may be the standby");
        _clock.Advance(3 * Second);
        _guard.Fail(Host, "a test", pause: false);
        Assert.That(_log.Levels, Is.EqualTo([LogLevel.Warning]));
    }

    [Test]
    public void Many_changes_do_not_fill_the_memory_with_positions()
    {
        SetReplica(0);
        for (var i = 1; i <= 10_000; i++)
        {
            _guard.Hold();
            _clock.Advance(TimeSpan.FromMilliseconds(1));
            SetPrimary(i);
        }

        Assert.That(_guard.PositionCount, Is.InRange(1, 20));
    }

    /// <summary>PostgreSQL names the place of the next record, which at the begin of a page is behind the page's header.</summary>
    [TestCase(8192 + 24, 8192)]
    [TestCase(8192 + 32, 8192 + 32)]
    [TestCase(8192 + 40, 8192 + 40)]
    [TestCase((1 << 24) + 40, 1 << 24)]
    [TestCase((1 << 24) + 24, (1 << 24) + 24)]
    [TestCase(8192, 8192)]
    public void The_header_of_a_page_is_not_part_of_the_last_record(long next, long expected) =>
        Assert.That(PrimaryPosition.FindEnd(next, 8192, 1 << 24), Is.EqualTo(expected));

    [TestCase("nonsense;Password=secret")]
    [TestCase("Host=a,;Password=secret")]
    [TestCase("Database=x;Password=secret")]
    public void An_invalid_connection_string_is_rejected_with_its_key_and_without_its_content(string text)
    {
        var error = Assert.Throws<PostgresUnavailableException>(() => ReplicaHosts.Create(text, Second, "1", NullLoggerFactory.Instance));
        Assert.That(error!.Message, Does.Contain("Database:ReadConnectionString").And.Not.Contain("secret"));
    }

    [Test]
    public void The_description_has_no_password() =>
        Assert.That(_hosts.Description, Is.EqualTo("a:5432/ or b:5432/, for reads of visitors, at most 2 s old"));

    private void SetPrimary(long position)
    {
        _primary = position;
        _guard.Set(new PrimaryPosition(History, position, _clock.GetTimestamp(), _guard.Holds));
    }

    private void TellReplica(long position) => _guard.Set(Host, new ReplicaPosition(true, History, position));

    /// <summary>The replica tells its position, and the primary, which is asked later, the one that it told before.</summary>
    private void SetReplica(long position)
    {
        TellReplica(position);
        if (_primary >= position)
            SetPrimary(_primary);
    }

    private sealed class Cache(ReplicaGuard guard) : IVisitorCache
    {
        public long HoldsAtForget { get; private set; }

        public bool IsEnabled => true;

        public ValueTask ForgetAsync(IReadOnlyCollection<long>? eventIds, CancellationToken ct)
        {
            HoldsAtForget = guard.Holds;
            return ValueTask.CompletedTask;
        }
    }
}
