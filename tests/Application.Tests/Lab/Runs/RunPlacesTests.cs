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
        await places.TakeAsync(1, CancellationToken.None);
        var many = new[] { Take(places, 1), Take(places, 1), Take(places, 1) };
        var one = Take(places, 2);
        places.Release();
        await many[0];
        places.Release();
        await one;
        Assert.That((many[1].IsCompleted, many[2].IsCompleted), Is.EqualTo((false, false)));
    }

    [Test]
    public async Task A_run_that_is_stopped_while_it_waits_takes_no_place()
    {
        var places = new RunPlaces(1);
        await places.TakeAsync(1, CancellationToken.None);
        using var stop = new CancellationTokenSource();
        var stopped = places.TakeAsync(1, stop.Token);
        await stop.CancelAsync();
        Assert.ThrowsAsync<TaskCanceledException>(() => stopped);
        places.Release();
        await places.TakeAsync(2, CancellationToken.None);
        Assert.That(Take(places, 3).IsCompleted, Is.False, "a control");
    }

    private static Task Take(RunPlaces places, long user) => places.TakeAsync(user, CancellationToken.None);
}
