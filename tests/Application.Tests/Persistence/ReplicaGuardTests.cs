using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.Application.Tests.Persistence;

/// <summary>When visitors may read from a replica that is at most two seconds behind (docs/decisions/058).</summary>
public sealed class ReplicaGuardTests : ReplicaGuardFixture
{
    [Test]
    public void A_replica_that_has_replayed_a_position_of_the_primary_is_used_until_that_is_too_long_ago()
    {
        SetPrimary(100);
        Assert.That(ReplicaGuard.TryUse(), Is.Null, "nothing is known of the replica");
        SetReplica(99);
        Assert.That(ReplicaGuard.TryUse(), Is.Null, "it has not replayed the position");
        Clock.Advance(Second);
        SetPrimary(110);
        SetReplica(100);
        Assert.That(ReplicaGuard.TryUse(), Is.EqualTo(new ReplicaUse(Host, Second, Clock.GetTimestamp(), 0)));
        Clock.Advance(Second);
        SetPrimary(110);
        Assert.That(ReplicaGuard.TryUse(), Is.Not.Null);
        Clock.Advance(TimeSpan.FromTicks(1));
        Assert.That(ReplicaGuard.TryUse(), Is.Null);
    }

    [Test]
    public void A_change_that_is_heard_outdates_the_permission()
    {
        SetPrimary(100);
        SetReplica(100);
        var holds = ReplicaGuard.TryUse()!.Holds;
        Assert.That(ReplicaGuard.Holds, Is.EqualTo(holds));
        ReplicaGuard.Hold();
        Assert.That(ReplicaGuard.Holds, Is.Not.EqualTo(holds));
    }

    [Test]
    public void The_age_is_the_time_since_the_primary_was_at_the_position_and_not_since_the_check()
    {
        SetPrimary(100);
        SetReplica(100);
        for (var i = 1; i <= 3; i++)
        {
            Clock.Advance(Second);
            SetPrimary(100 + i);
            SetReplica(100);
        }

        Assert.That((ReplicaGuard.Age, ReplicaGuard.TryUse()), Is.EqualTo((3 * Second, (ReplicaUse?)null)));
        SetReplica(102);
        Assert.That(ReplicaGuard.Age, Is.EqualTo(Second));
    }

    [Test]
    public void A_primary_that_writes_nothing_does_not_make_its_replica_old()
    {
        for (var i = 0; i < 10; i++)
        {
            SetPrimary(100);
            SetReplica(100);
            Assert.That(ReplicaGuard.Age, Is.EqualTo(TimeSpan.Zero));
            Clock.Advance(3 * Second);
        }
    }

    [Test]
    public void After_a_change_the_replica_is_used_when_it_has_replayed_a_position_that_was_read_after_the_change()
    {
        SetPrimary(100);
        SetReplica(100);
        var before = ReplicaGuard.Holds;
        ReplicaGuard.Hold();
        Assert.That(ReplicaGuard.TryUse(), Is.Null);
        ReplicaGuard.Set(new PrimaryPosition(History, 100, Clock.GetTimestamp(), before));
        TellReplica(100);
        Assert.That(ReplicaGuard.TryUse(), Is.Null, "the position was asked for before the change");
        SetPrimary(110);
        SetReplica(109);
        Assert.That(ReplicaGuard.TryUse(), Is.Null, "the change may not be replayed");
        SetReplica(110);
        Assert.That(ReplicaGuard.TryUse(), Is.Not.Null);
    }

    [Test]
    public async Task The_replica_is_held_before_the_answers_are_forgotten()
    {
        var cache = new Cache(ReplicaGuard);
        await new VisitorChanges(cache, ReplicaGuard).ApplyAsync([7], CancellationToken.None);
        Assert.That((cache.HoldsAtForget, ReplicaGuard.Holds), Is.EqualTo((1L, 1L)), "otherwise an old answer is kept");
    }

    [Test]
    public void While_changes_are_not_heard_the_replica_is_not_used()
    {
        SetPrimary(100);
        SetReplica(100);
        ReplicaGuard.Disconnect();
        TellReplica(100);
        Assert.That(ReplicaGuard.TryUse(), Is.Null);
        SetPrimary(100);
        Assert.That(ReplicaGuard.TryUse(), Is.Not.Null);
    }

    [TestCase(true)]
    [TestCase(false)]
    public void After_a_failure_the_replica_is_checked_again(bool pause)
    {
        SetPrimary(100);
        SetReplica(100);
        ReplicaGuard.Fail(Host, "a test", pause);
        Assert.That(ReplicaGuard.TryUse(), Is.Null);
        SetPrimary(100);
        SetReplica(100);
        Assert.That(ReplicaGuard.TryUse() is null, Is.EqualTo(pause), "after a failed request it is not used for five seconds");
        Clock.Advance(5 * Second);
        SetPrimary(100);
        SetReplica(100);
        Assert.That(ReplicaGuard.TryUse(), Is.Not.Null);
    }

    [Test]
    public void A_late_failure_of_another_replica_changes_nothing()
    {
        SetPrimary(100);
        SetReplica(100);
        ReplicaGuard.Fail(Hosts.All[1], "a test", pause: true);
        Assert.That(ReplicaGuard.TryUse(), Is.Not.Null);
    }

    [Test]
    public void It_logs_once_that_the_replica_is_used_and_once_that_it_is_not()
    {
        SetReplica(100);
        Assert.That(Log.Levels, Is.Empty, "two checks are needed");
        for (var i = 0; i < 3; i++)
        {
            SetPrimary(100);
            SetReplica(100);
            ReplicaGuard.Hold();
        }

        Assert.That(Log.Levels, Is.EqualTo([LogLevel.Information]));
        for (var i = 0; i < 3; i++)
        {
            Clock.Advance(3 * Second);
            SetPrimary(200);
            SetReplica(100);
            ReplicaGuard.Fail(Host, "a test", pause: false);
        }

        Assert.That(Log.Levels, Is.EqualTo([LogLevel.Information, LogLevel.Warning]));
        SetReplica(200);
        Assert.That(Log.Levels, Is.EqualTo([LogLevel.Information, LogLevel.Warning, LogLevel.Information]));
        Assert.That(Log.Texts, Has.All.Contain("a:5432/").And.None.Contain("secret"));
    }

    [Test]
    public void A_replica_that_never_answers_is_logged_after_the_limit()
    {
        ReplicaGuard.Fail(Host, "a test", pause: false);
        Assert.That(Log.Levels, Is.Empty, "another one may be the standby");
        Clock.Advance(3 * Second);
        ReplicaGuard.Fail(Host, "a test", pause: false);
        Assert.That(Log.Levels, Is.EqualTo([LogLevel.Warning]));
    }

    [Test]
    public void Many_changes_do_not_fill_the_memory_with_positions()
    {
        SetReplica(0);
        for (var i = 1; i <= 10_000; i++)
        {
            ReplicaGuard.Hold();
            Clock.Advance(TimeSpan.FromMilliseconds(1));
            SetPrimary(i);
        }

        Assert.That(ReplicaGuard.PositionCount, Is.InRange(1, 20));
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
        Assert.That(Hosts.Description, Is.EqualTo("a:5432/ or b:5432/, for reads of visitors, at most 2 s old"));

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
