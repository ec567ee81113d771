using NUnit.Framework;
using OpenEvent.Application.Lab;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Tests.Lab;

/// <summary>The calls of a user in a day.</summary>
public sealed class CallBudgetTests
{
    private readonly ManualClock _clock = new();

    [Test]
    public void The_calls_of_a_day_are_limited_for_each_user()
    {
        var budget = new CallBudget(new LabSettings { CallsPerUserAndDay = 2 }, _clock);
        budget.Count(1, 10);
        budget.Count(1, 10);
        var rejection = Assert.Throws<RejectedException>(() => budget.Count(1, 10))!;
        Assert.That((rejection.Kind, rejection.RetryAfter), Is.EqualTo((RejectionKind.TooManyRequests, TimeSpan.FromHours(14))));
        Assert.DoesNotThrow(() => budget.Count(2, 10));
        _clock.Advance(TimeSpan.FromHours(14));
        Assert.DoesNotThrow(() => budget.Count(1, 10));
    }

    [Test]
    public void So_are_the_characters_of_their_functions()
    {
        var budget = new CallBudget(new LabSettings(), _clock);
        for (var i = 0; i < 1000; i++)
            budget.Count(1, 20_000);
        Assert.Throws<RejectedException>(() => budget.Count(1, 1));
    }
}
