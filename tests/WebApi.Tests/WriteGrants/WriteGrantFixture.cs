using MediatR;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Events;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.WriteGrants;

/// <summary>Tests that send <see cref="WriteAnything"/> to a server of their own.</summary>
public abstract class WriteGrantFixture
{
    private protected OpenEventServer Server { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartAsync() =>
        Server = await OpenEventServer.StartAsync(builder =>
            builder.Services.AddTransient<IRequestHandler<WriteAnything, Unit>, WriteAnything.Handler>()
        );

    [OneTimeTearDown]
    public ValueTask StopAsync() => Server.DisposeAsync();

    [SetUp]
    public Task ClearAsync() => Server.SqlAsync("DELETE FROM event_topics");

    private protected static EventTopic NewTopic(string name) => new() { Name = name, Slug = name };

    private protected Task AddTopicAsync() => Server.SqlAsync("INSERT INTO event_topics (name, slug) VALUES ('music', 'music')");

    private protected Task<long> CountTopicsAsync() => Server.SqlAsync<long>("SELECT count(*) FROM event_topics");

    private protected Task<string> NameAsync() => Server.SqlAsync<string>("SELECT name FROM event_topics");

    private protected async Task SendAsync(Func<IData, IAuthorization, Task> write)
    {
        await using var scope = Server.App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new WriteAnything(write));
    }

    private protected void AssertRejected(Func<IData, IAuthorization, Task> write, string what) =>
        Assert.That(() => SendAsync(write), Throws.InstanceOf<UngrantedWriteException>().With.Message.Contains(what));
}
