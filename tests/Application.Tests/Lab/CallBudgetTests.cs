using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using OpenEvent.Application.Lab;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Tests.Lab;

/// <summary>What is recorded of the calls of a day.</summary>
public sealed class CallBudgetTests
{
    private static readonly LabUser Ada = new(1, IsVerified: true),
        Bob = new(2, IsVerified: true),
        New = new(3, IsVerified: false);

    private ManualClock _clock = null!;
    private MemoryThrottle _throttle = null!;

    [SetUp]
    public void Create() => (_clock, _throttle) = (new ManualClock(), new MemoryThrottle());

    [Test]
    public async Task The_calls_of_a_day_are_limited_for_each_user()
    {
        var budget = CreateBudget(new LabSettings { CallsPerUserAndDay = 2 });
        await CountAsync(budget, Ada);
        await CountAsync(budget, Ada);
        var rejection = Rejects(() => CountAsync(budget, Ada));
        Assert.That((rejection.Kind, rejection.RetryAfter), Is.EqualTo((RejectionKind.TooManyRequests, TimeSpan.FromHours(14))));
        Rejects(() =>
        {
            budget.RequireRemaining(Ada);
            return Task.CompletedTask;
        });
        budget.RequireRemaining(Bob);
        await CountAsync(budget, Bob);
        _clock.Advance(TimeSpan.FromHours(14));
        budget.RequireRemaining(Ada);
        await CountAsync(budget, Ada);
    }

    [Test]
    public async Task A_restart_and_another_server_do_not_begin_from_zero()
    {
        var settings = new LabSettings { CallsPerUserAndDay = 2 };
        await CountAsync(CreateBudget(settings), Ada);
        await CountAsync(CreateBudget(settings), Ada);
        Rejects(() => CountAsync(CreateBudget(settings), Ada));
        await CountAsync(CreateBudget(settings), Bob);
    }

    [Test]
    public async Task Users_without_a_verified_address_have_fewer()
    {
        var budget = CreateBudget(new LabSettings { CallsPerUserAndDay = 2, CallsPerUnverifiedUserAndDay = 1 });
        await CountAsync(budget, New);
        Rejects(() => CountAsync(budget, New));
        await CountAsync(budget, Ada);
        await CountAsync(budget, Ada);
    }

    [Test]
    public async Task The_bytes_of_their_functions_are_limited_and_not_the_characters()
    {
        var budget = CreateBudget(new LabSettings());
        // 1,000 characters with 3,000 bytes.
        var text = new string('語', 1000);
        var calls = CallBudget.MaxUnverifiedBytes / 3000;
        for (var i = 0; i < calls; i++)
            await CountAsync(budget, New, text);
        Rejects(() => CountAsync(budget, New, text));
        for (var i = 0; i <= calls; i++)
            await CountAsync(budget, Ada, text);
    }

    [Test]
    public async Task All_users_together_have_a_limit_and_half_of_it_is_for_verified_ones()
    {
        var budget = CreateBudget(new LabSettings { CallMegabytesPerDay = 1 });
        var text = new string('x', 700); // with its record 1,000 bytes
        for (var i = 0; i < 500; i++)
            await CountAsync(budget, New with { Id = 10 + (i % 5) }, text);
        Assert.That(Rejects(() => CountAsync(budget, New with { Id = 99 }, text)).Kind, Is.EqualTo(RejectionKind.TooManyRequests));
        for (var i = 0; i < 500; i++)
            await CountAsync(budget, Ada, text);
        var rejection = Rejects(() => CountAsync(budget, Bob, text));
        Assert.That((rejection.Kind, rejection.RetryAfter), Is.EqualTo((RejectionKind.Unavailable, TimeSpan.FromHours(14))));
    }

    [Test]
    public async Task Most_calls_need_no_statement()
    {
        var budget = CreateBudget(new LabSettings());
        for (var i = 0; i < 1000; i++)
            await CountAsync(budget, Ada);
        Assert.That(_throttle.Statements, Is.LessThan(20));
    }

    private CallBudget CreateBudget(LabSettings settings) => new(settings, _clock, NullLogger<CallBudget>.Instance);

    private Task CountAsync(CallBudget budget, LabUser user, string recorded = "f()") =>
        budget.CountAsync(_throttle, user, recorded, CancellationToken.None);

    private static RejectedException Rejects(Func<Task> call) => Assert.ThrowsAsync<RejectedException>(() => call())!;
}
