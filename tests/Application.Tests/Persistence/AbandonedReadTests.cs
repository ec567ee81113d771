using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Application.Tests.UseCases;
using OpenEvent.Infrastructure.Persistence;
using MailRow = OpenEvent.Domain.Notifications.Mail;

namespace OpenEvent.Application.Tests.Persistence;

/// <summary>A read on a replica for which nobody waits any more ends at its next statement (docs/decisions/058).</summary>
public sealed class AbandonedReadTests
{
    [Test]
    public async Task An_abandoned_read_sends_no_further_statement_and_the_next_use_of_its_context_does()
    {
        await using var runner = await UseCaseRunner.StartAsync();
        OpenEventDb? abandoned = null;
        await runner.WithServicesAsync(async services =>
        {
            abandoned = services.GetRequiredService<OpenEventDb>();
            Assert.That(await abandoned.Set<MailRow>().ToListAsync(), Is.Empty, "a control");
            abandoned.Abandon();
            Assert.That(async () => await abandoned.Set<MailRow>().ToListAsync(), Throws.InstanceOf<OperationCanceledException>());
        });
        await runner.WithServicesAsync(async services =>
        {
            var db = services.GetRequiredService<OpenEventDb>();
            Assert.That(db, Is.SameAs(abandoned), "it came from the pool");
            Assert.That(await db.Set<MailRow>().ToListAsync(), Is.Empty);
        });
    }
}
