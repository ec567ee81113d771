using NUnit.Framework;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Domain.Tests.Lab;

public class TurnQueueTests
{
    private readonly TurnQueue<string> _queue = new();

    [SetUp]
    public void EmptyQueue()
    {
        while (_queue.Dequeue() is not null) { }
    }

    [Test]
    public void Users_take_turns_regardless_of_how_many_jobs_they_have()
    {
        Add(1, "a1", "a2", "a3");
        Add(2, "b1");
        Add(3, "c1", "c2");
        Assert.That(DequeueAll(), Is.EqualTo(Items("a1", "b1", "c1", "a2", "c2", "a3")));
    }

    [Test]
    public void The_jobs_of_one_user_keep_their_order()
    {
        Add(1, "a1", "a2", "a3");
        Assert.That(DequeueAll(), Is.EqualTo(Items("a1", "a2", "a3")));
    }

    [Test]
    public void A_user_waits_for_at_most_one_turn_of_each_other_user()
    {
        for (var user = 1; user <= 20; user++)
            Add(user, [.. Enumerable.Range(0, 10).Select(n => $"{user}.{n}")]);
        var order = DequeueAll().Select(j => j.Split('.')[0]).ToList();
        for (var i = 0; i < order.Count; i++)
        {
            var next = order.IndexOf(order[i], i + 1);
            var between = order.Skip(i + 1).Take((next < 0 ? order.Count : next) - i - 1).ToList();
            if (next >= 0)
                Assert.That(between, Is.Unique, $"turns between two turns of {order[i]}");
        }
    }

    [Test]
    public void The_booking_holder_goes_first_and_other_users_keep_their_positions()
    {
        Add(1, "a1", "a2");
        Add(2, "b1");
        Add(3, "h1");
        Assert.That(_queue.Dequeue(holder: 3), Is.EqualTo("h1"));
        Assert.That(DequeueAll(), Is.EqualTo(Items("a1", "b1", "a2")));
    }

    [Test]
    public void A_booking_holder_without_a_job_does_not_block_other_users()
    {
        Add(1, "a1");
        Assert.That(_queue.Dequeue(holder: 9), Is.EqualTo("a1"));
    }

    [Test]
    public void Position_is_the_number_of_users_before()
    {
        Add(1, "a1", "a2");
        Add(2, "b1");
        Assert.That((_queue.TurnsBefore(1), _queue.TurnsBefore(2), _queue.TurnsBefore(3)), Is.EqualTo(((int?)0, (int?)1, (int?)null)));
        _queue.Dequeue();
        Assert.That((_queue.TurnsBefore(1), _queue.TurnsBefore(2)), Is.EqualTo(((int?)1, (int?)0)));
    }

    [Test]
    public void A_removed_job_is_not_served()
    {
        Add(1, "a1", "a2");
        Add(2, "b1");
        Assert.That(_queue.Remove(1, "a1"), Is.True);
        Assert.That(_queue.Remove(1, "a1"), Is.False);
        Assert.That(_queue.Remove(2, "b1"), Is.True);
        Assert.That((_queue.Count, _queue.UserCount), Is.EqualTo((1, 1)));
        Assert.That(DequeueAll(), Is.EqualTo(Items("a2")));
    }

    private void Add(long user, params string[] jobs)
    {
        foreach (var job in jobs)
            _queue.Enqueue(user, job);
    }

    private List<string> DequeueAll()
    {
        List<string> jobs = [];
        while (_queue.Dequeue() is { } job)
            jobs.Add(job);
        return jobs;
    }

    private static T[] Items<T>(params T[] items) => items;
}
