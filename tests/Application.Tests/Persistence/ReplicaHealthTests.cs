using NUnit.Framework;
using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.Application.Tests.Persistence;

/// <summary>Which replica may be used at all: a standby of this primary that answers and has lost nothing (docs/decisions/058).</summary>
public sealed class ReplicaHealthTests : ReplicaGuardFixture
{
    [Test]
    public void A_replica_is_used_only_when_the_primary_was_asked_after_it_and_was_not_behind_it()
    {
        SetPrimary(100);
        ReplicaGuard.Set(Host, new ReplicaPosition(true, History, 100));
        Assert.That(ReplicaGuard.TryUse(), Is.Null, "the primary may have gone back to an older copy before");
        SetPrimary(100);
        Assert.That(ReplicaGuard.TryUse(), Is.Not.Null);
    }

    [Test]
    public void A_replica_that_is_ahead_of_the_primary_is_not_used_until_it_was_started_again()
    {
        SetPrimary(500);
        SetReplica(500);
        Assert.That(ReplicaGuard.TryUse(), Is.Not.Null, "a control");
        ReplicaGuard.Disconnect();
        for (var i = 0; i < 3; i++)
        {
            SetPrimary(100 + i);
            Assert.That(ReplicaGuard.Set(Host, new ReplicaPosition(true, History, 500)), Is.False);
            Assert.That(ReplicaGuard.TryUse(), Is.Null);
            Clock.Advance(3 * Second);
        }

        Assert.That(Log.Texts, Has.Some.Contain("it is ahead of the primary"));
        SetPrimary(600);
        SetReplica(500);
        Assert.That(ReplicaGuard.TryUse(), Is.Null, "the primary has written other rows in the meantime");
        ReplicaGuard.Lose(Host, "a test");
        SetPrimary(600);
        SetReplica(600);
        Assert.That(ReplicaGuard.TryUse(), Is.Not.Null);
    }

    [Test]
    public void A_replica_that_has_replayed_more_since_the_primary_was_asked_is_not_ahead()
    {
        var time = Clock.GetTimestamp();
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        SetReplica(110);
        ReplicaGuard.Set(new PrimaryPosition(History, 100, time, ReplicaGuard.Holds));
        Assert.That(ReplicaGuard.TryUse(), Is.Null, "the primary was not asked later");
        SetPrimary(110);
        Assert.That(ReplicaGuard.TryUse(), Is.Not.Null);
    }

    [Test]
    public void A_primary_that_does_not_answer_for_a_second_may_have_changes_that_are_not_heard()
    {
        SetPrimary(100);
        SetReplica(100);
        Clock.Advance(Second);
        Assert.That(ReplicaGuard.TryUse(), Is.Not.Null);
        Clock.Advance(TimeSpan.FromTicks(1));
        ReplicaGuard.Set(Host, new ReplicaPosition(true, History, 100));
        Assert.That(ReplicaGuard.TryUse(), Is.Null);
        SetPrimary(100);
        Assert.That(ReplicaGuard.TryUse(), Is.Not.Null);
    }

    [Test]
    public void A_replica_that_does_not_answer_a_check_is_not_used_after_two_intervals()
    {
        SetPrimary(100);
        SetReplica(100);
        ReplicaGuard.BeginCheck(Host);
        Clock.Advance(2 * ReplicaGuard.Interval);
        Assert.That(ReplicaGuard.TryUse(), Is.Not.Null);
        Clock.Advance(TimeSpan.FromTicks(1));
        Assert.That(ReplicaGuard.TryUse(), Is.Null);
        SetReplica(100);
        Assert.That(ReplicaGuard.TryUse(), Is.Not.Null);
    }

    [Test]
    public void Of_several_hosts_one_that_is_far_behind_or_of_another_primary_makes_way_for_the_next()
    {
        SetPrimary(100);
        Assert.That(ReplicaGuard.Set(Host, new ReplicaPosition(true, History with { System = 8 }, 100)), Is.False, "a foreign one");
        Assert.That(ReplicaGuard.Set(Host, new ReplicaPosition(true, History, 50)), "it may catch up");
        Clock.Advance(8 * ReplicaGuard.Interval);
        SetPrimary(200);
        Assert.That(ReplicaGuard.Set(Host, new ReplicaPosition(true, History, 60)));
        Clock.Advance(TimeSpan.FromTicks(1));
        Assert.That(ReplicaGuard.Set(Host, new ReplicaPosition(true, History, 60)), Is.False, "it is far behind");
        Assert.That(ReplicaGuard.Set(Hosts.All[1], new ReplicaPosition(true, History, 200)));
        SetPrimary(200);
        Assert.That(ReplicaGuard.TryUse()?.Host, Is.EqualTo(Hosts.All[1]));
        Clock.Advance(10 * Second);
        SetPrimary(200);
        Assert.That(ReplicaGuard.Set(Hosts.All[1], new ReplicaPosition(true, History, 200)), "one that is in use stays");
    }

    [Test]
    public void A_server_that_is_not_a_standby_or_of_another_history_is_not_used()
    {
        SetPrimary(100);
        Assert.That(ReplicaGuard.Set(Host, new ReplicaPosition(false, History, 100)), Is.False);
        Assert.That(ReplicaGuard.TryUse(), Is.Null);
        foreach (var other in (WalHistory[])[History with { System = 8 }, History with { Database = 6 }, History with { Timeline = 2 }])
        {
            ReplicaGuard.Set(Host, new ReplicaPosition(true, other, 1000));
            Assert.That(ReplicaGuard.TryUse(), Is.Null, other.ToString());
        }

        SetReplica(100);
        Assert.That(ReplicaGuard.TryUse(), Is.Not.Null, "a control");
    }

    [Test]
    public void A_replica_that_was_restarted_and_has_replayed_less_than_before_is_checked_again()
    {
        SetPrimary(100);
        SetReplica(100);
        SetReplica(90);
        Assert.That(ReplicaGuard.TryUse(), Is.Null);
        SetPrimary(100);
        SetReplica(100);
        Assert.That(ReplicaGuard.TryUse(), Is.Not.Null);
    }
}
