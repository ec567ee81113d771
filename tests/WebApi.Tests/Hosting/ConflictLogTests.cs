using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Events;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Hosting;

/// <summary>What a conflict that a constraint of the database finds writes to the log.</summary>
[TestFixture]
[NonParallelizable]
public sealed class ConflictLogTests
{
    [Test]
    public async Task Ordinary_conflicts_write_no_error_into_the_log()
    {
        using var log = new CapturedConsole();
        await using (var server = await OpenEventServer.StartAsync("--Log:Format=Text", "--Log:Level=Information"))
        {
            var owner = await server.RegisterUserAsync();
            var testEvent = await TestEvents.CreateAsync(owner);
            var body = JsonApiDocument.Of("faq-type", null, new { name = "Rush" }, ("event", "event", testEvent));
            var answers = await Task.WhenAll(Enumerable.Range(0, 15).Select(_ => owner.PostAsync("/v1/faq-types", body)));
            Assert.That(answers.Count(a => a.Status == HttpStatusCode.Conflict), Is.EqualTo(14));
        }

        Assert.That(log.Text, Does.Contain(" 409 in ").And.Not.Contain(" ERR "));
    }
}
