using NUnit.Framework;
using OpenEvent.Application.Lab;

namespace OpenEvent.Application.Tests.Lab;

/// <summary>Who gets the next place of a script.</summary>
public sealed class RunPlacesTests
{
    [Test]
    public async Task A_user_with_one_run_waits_for_one_run_of_a_user_with_many()
    {
        var places = new RunPlaces(1);
        await places.TakeAsync(1, true, CancellationToken.None);
        var many = new[] { Take(places, 1), Take(places, 1), Take(places, 1) };
        var one = Take(places, 2);
        places.Release(true);
        await many[0];
        places.Release(true);
        await one;
        Assert.That((many[1].IsCompleted, many[2].IsCompleted), Is.EqualTo((false, false)));
    }

    [Test]
    public async Task A_run_that_is_stopped_while_it_waits_takes_no_place()
    {
        var places = new RunPlaces(1);
        await places.TakeAsync(1, true, CancellationToken.None);
        using var stop = new CancellationTokenSource();
        var stopped = places.TakeAsync(1, true, stop.Token);
        await stop.CancelAsync();
        Assert.ThrowsAsync<TaskCanceledException>(() => stopped);
        places.Release(true);
        await places.TakeAsync(2, true, CancellationToken.None);
        Assert.That(Take(places, 3).IsCompleted, Is.False, "a control");
    }

    [Test]
    public async Task Users_without_a_verified_address_leave_half_of_the_places_to_others()
    {
        var places = new RunPlaces(4);
        Assert.That(new[] { TakeUnverified(places, 1), TakeUnverified(places, 2) }.All(t => t.IsCompleted), Is.True);
        var third = TakeUnverified(places, 3);
        Assert.That(third.IsCompleted, Is.False);
        Assert.That(new[] { Take(places, 4), Take(places, 5) }.All(t => t.IsCompleted), Is.True, "a control: verified users have them");
        places.Release(true);
        Assert.That(third.IsCompleted, Is.False, "a place of verified users is not theirs");
        places.Release(false);
        await third;
    }

    [Test]
    public async Task Verified_users_do_not_wait_behind_others()
    {
        var places = new RunPlaces(2);
        await TakeUnverified(places, 1);
        await Take(places, 2);
        var unverified = new[] { TakeUnverified(places, 3), TakeUnverified(places, 4) };
        var verified = Take(places, 5);
        places.Release(false);
        await verified;
        Assert.That(unverified.Any(t => t.IsCompleted), Is.False);
        places.Release(true);
        await unverified[0];
    }

    [Test]
    public void The_only_place_serves_everyone() => Assert.That(TakeUnverified(new RunPlaces(1), 1).IsCompleted, Is.True);

    private static Task Take(RunPlaces places, long user) => places.TakeAsync(user, true, CancellationToken.None);

    private static Task TakeUnverified(RunPlaces places, long user) => places.TakeAsync(user, false, CancellationToken.None);
}
