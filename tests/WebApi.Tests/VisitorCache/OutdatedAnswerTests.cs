using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.WebApi.Hosting;
using OpenEvent.WebApi.VisitorCache;

namespace OpenEvent.WebApi.Tests.VisitorCache;

/// <summary>An answer that is stored while a change comes is not found by the change, and so is forgotten afterwards.</summary>
public sealed class OutdatedAnswerTests
{
    [TestCase(true)]
    [TestCase(false)]
    public async Task An_answer_that_is_stored_after_a_change_of_which_it_knows_nothing_is_forgotten(bool isChanged)
    {
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var store = new KeptAnswers();
        var metrics = new RequestMetrics(services.GetRequiredService<IMeterFactory>());
        var cache = new VisitorOutputCache(store, new VisitorCacheSettings(), metrics, new ClockSteps(TimeProvider.System));
        var http = new DefaultHttpContext();
        var middleware = new OutdatedAnswerMiddleware(
            async _ =>
            {
                var answer = new VisitorAnswer(Stopwatch.GetTimestamp(), TimeSpan.FromHours(1), cache.Changes) { IsKept = true };
                answer.Offer([VisitorAnswers.All, VisitorAnswers.TagOf(7)]);
                http.Features.Set(answer);
                if (isChanged)
                    await cache.ForgetAsync([7], CancellationToken.None);
                await store.SetAsync("key", [1], [.. answer.Tags], TimeSpan.FromHours(1), CancellationToken.None);
            },
            cache
        );
        await middleware.InvokeAsync(http);
        Assert.That(await store.GetAsync("key", CancellationToken.None), isChanged ? Is.Null : Is.Not.Null);
    }
}
