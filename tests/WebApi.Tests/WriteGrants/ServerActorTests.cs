using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Application.Notifications;
using OpenEvent.Application.Program;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.WriteGrants;

/// <summary>The server itself acts only in scopes that say so. Code without a request is anonymous.</summary>
[TestFixture]
public sealed class ServerActorTests : ServerFixture
{
    [Test]
    public async Task Code_without_a_request_is_anonymous_and_a_server_scope_is_the_server()
    {
        await using var plain = Server.App.Services.CreateAsyncScope();
        var failure = Assert.ThrowsAsync<RejectedException>(() => SendTestEmailAsync(plain));
        Assert.That(failure!.Kind, Is.EqualTo(RejectionKind.Unauthenticated));
        await using var server = Server.App.Services.CreateServerScope();
        await SendTestEmailAsync(server);
        Assert.That(await Server.SqlAsync<long>("SELECT count(*) FROM outbox WHERE payload->>'To' = 'ada@example.org'"), Is.EqualTo(1));

        static Task SendTestEmailAsync(AsyncServiceScope scope) =>
            scope.ServiceProvider.GetRequiredService<IMediator>().Send(new SendTestEmail("ada@example.org"));
    }

    [Test]
    public async Task Work_of_the_server_is_rejected_outside_its_scopes()
    {
        await using var plain = Server.App.Services.CreateAsyncScope();
        var mediator = plain.ServiceProvider.GetRequiredService<IMediator>();
        Assert.That(() => mediator.Send(new RejectOverdueSessions()), Throws.InstanceOf<InvalidOperationException>());
        await using var server = Server.App.Services.CreateServerScope();
        Assert.That(await server.ServiceProvider.GetRequiredService<IMediator>().Send(new RejectOverdueSessions()), Is.Zero);
    }

    [Test]
    public async Task A_context_without_grants_saves_nothing()
    {
        await using var plain = Server.App.Services.CreateAsyncScope();
        var data = plain.ServiceProvider.GetRequiredService<IData>();
        data.Set<EventTopic>().Add(new EventTopic { Name = "music", Slug = "music" });
        Assert.That(() => data.SaveChangesAsync(default), Throws.InstanceOf<UngrantedWriteException>());
        await using var server = Server.App.Services.CreateServerScope();
        data = server.ServiceProvider.GetRequiredService<IData>();
        data.Set<EventTopic>().Add(new EventTopic { Name = "music", Slug = "music" });
        Assert.That(
            () => data.SaveChangesAsync(default),
            Throws.InstanceOf<UngrantedWriteException>(),
            "the server names what it writes, too"
        );
        Assert.That(await data.Set<EventTopic>().AnyAsync(), Is.False);
    }
}
