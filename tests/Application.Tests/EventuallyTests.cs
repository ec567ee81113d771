using NUnit.Framework;
using OpenEvent.Testing;

namespace OpenEvent.Application.Tests;

/// <summary>What tests wait with.</summary>
public sealed class EventuallyTests
{
    [Test]
    public async Task The_awaited_value_is_returned()
    {
        var count = 0;
        Assert.That(await Eventually.ReadAsync("it is three", () => Task.FromResult(++count), value => value == 3), Is.EqualTo(3));
    }

    [Test]
    public void A_value_that_never_comes_ends_the_test_and_says_what_was_awaited() =>
        Assert.That(
            () => Eventually.ReadAsync("the job has run", () => Task.FromResult(7), value => value == 3, TimeSpan.Zero),
            Throws.InstanceOf<TimeoutException>().With.Message.Contains("the job has run. The last value was 7.")
        );
}
