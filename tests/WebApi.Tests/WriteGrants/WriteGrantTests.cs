using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Program;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.WriteGrants;

/// <summary>What a decision has not granted is not committed (docs/decisions/032). Each test has a control that commits.</summary>
[TestFixture]
public sealed class WriteGrantTests
{
    private OpenEventServer _server = null!;

    [OneTimeSetUp]
    public async Task StartAsync() =>
        _server = await OpenEventServer.StartAsync(builder =>
            builder.Services.AddTransient<IRequestHandler<WriteAnything, Unit>, WriteAnything.Handler>()
        );

    [OneTimeTearDown]
    public ValueTask StopAsync() => _server.DisposeAsync();

    [SetUp]
    public Task ClearAsync() => _server.SqlAsync("DELETE FROM event_topics");

    [Test]
    public async Task One_row_too_many_is_not_created()
    {
        await SendAsync(AddTopics(grantBoth: true));
        Assert.That(await CountTopicsAsync(), Is.EqualTo(2));
        AssertRefused(AddTopics(grantBoth: false), "Create of EventTopic");
        Assert.That(await CountTopicsAsync(), Is.EqualTo(2), "the granted row is rolled back, too");
    }

    [Test]
    public async Task A_row_that_was_saved_before_is_rolled_back_with_the_rest()
    {
        AssertRefused(
            async (data, authorization) =>
            {
                var first = NewTopic("first");
                authorization.Require(Decision.Allow).Create(first);
                data.Set<EventTopic>().Add(first);
                await data.SaveChangesAsync(default);
                data.Set<EventTopic>().Add(NewTopic("second"));
            },
            "Create of EventTopic"
        );
        Assert.That(await CountTopicsAsync(), Is.Zero);
    }

    [Test]
    public async Task One_member_too_many_is_not_changed()
    {
        await AddTopicAsync();
        AssertRefused(RenameAsync(nameof(EventTopic.Name)), "Change of SystemImageUrl of EventTopic");
        Assert.That(await NameAsync(), Is.EqualTo("music"));
        await SendAsync(RenameAsync(nameof(EventTopic.Name), nameof(EventTopic.SystemImageUrl)));
        Assert.That(await NameAsync(), Is.EqualTo("renamed"));

        static Func<IData, IAuthorization, Task> RenameAsync(params string[] members) =>
            async (data, authorization) =>
            {
                var row = await data.Set<EventTopic>().SingleAsync();
                authorization.Require(Decision.Allow).Change(row, members);
                row.Name = "renamed";
                row.SystemImageUrl = "https://example.org/music.png";
            };
    }

    [Test]
    public async Task A_row_is_not_removed_trashed_or_restored_by_a_grant_of_something_else()
    {
        await AddTopicAsync();
        AssertRefused(OnTopic((data, row, _) => data.Set<EventTopic>().Remove(row)), "Remove of EventTopic");
        AssertRefused(Delete(DateTimeOffset.UtcNow, (grant, row) => grant.Remove(row)), "Trash of EventTopic");
        await SendAsync(Delete(DateTimeOffset.UtcNow, (grant, row) => grant.Trash(row)));
        AssertRefused(Delete(null, (grant, row) => grant.Trash(row)), "Restore of EventTopic");
        await SendAsync(Delete(null, (grant, row) => grant.Restore(row)));
        await SendAsync(
            OnTopic(
                (data, row, grant) =>
                {
                    grant.Remove(row);
                    data.Set<EventTopic>().Remove(row);
                }
            )
        );
        Assert.That(await CountTopicsAsync(), Is.Zero);

        static Func<IData, IAuthorization, Task> Delete(DateTimeOffset? at, Action<Grant, EventTopic> give) =>
            OnTopic(
                (_, row, grant) =>
                {
                    give(grant, row);
                    row.DeletedAt = at;
                }
            );
    }

    [Test]
    public void One_join_row_too_many_is_not_written()
    {
        AssertRefused(
            (data, authorization) =>
            {
                var granted = new SessionSpeaker { SessionId = 1, SpeakerId = 1 };
                authorization.Require(Decision.Allow).Create(granted);
                data.Set<SessionSpeaker>().AddRange(granted, new SessionSpeaker { SessionId = 1, SpeakerId = 2 });
                return Task.CompletedTask;
            },
            "Create of SessionSpeaker"
        );
        Assert.That(
            () =>
                SendAsync(
                    (data, authorization) =>
                    {
                        var granted = new SessionSpeaker { SessionId = 1, SpeakerId = 1 };
                        authorization.Require(Decision.Allow).Create(granted);
                        data.Set<SessionSpeaker>().Add(granted);
                        return Task.CompletedTask;
                    }
                ),
            Throws.InstanceOf<RejectedException>(),
            "the control reaches the database, which has no such session"
        );
    }

    [Test]
    public async Task A_new_row_keeps_the_event_that_was_decided_on()
    {
        var rooms = new long[2];
        var owner = await _server.RegisterUserAsync();
        for (var i = 0; i < 2; i++)
            rooms[i] = long.Parse(
                (await owner.CreateAsync("event", AllRoutes.SampleAttributes.Event($"grant{i}", "draft"))).Id(),
                System.Globalization.CultureInfo.InvariantCulture
            );
        AssertRefused(AddRoom(movesTo: rooms[1]), "Create of Microlocation");
        await SendAsync(AddRoom(movesTo: rooms[0]));

        Func<IData, IAuthorization, Task> AddRoom(long movesTo) =>
            (data, authorization) =>
            {
                var row = new Microlocation { EventId = rooms[0], Name = "hall" };
                authorization.Require(Decision.Allow).Create(row);
                row.EventId = movesTo;
                data.Set<Microlocation>().Add(row);
                return Task.CompletedTask;
            };
    }

    [Test]
    public async Task The_rows_that_a_removal_takes_with_it_need_no_grant_and_other_rows_do()
    {
        await AddTopicAsync();
        await SendAsync(
            async (data, authorization) =>
            {
                var topic = await data.Set<EventTopic>().SingleAsync();
                var part = new EventSubTopic
                {
                    Name = "jazz",
                    Slug = "jazz",
                    EventTopicId = topic.Id,
                };
                authorization.Require(Decision.Allow).Create(part);
                data.Set<EventSubTopic>().Add(part);
            }
        );
        AssertRefused(
            async (data, authorization) =>
            {
                authorization.Require(Decision.Allow).Remove(await data.Set<EventTopic>().SingleAsync());
                data.Set<EventSubTopic>().Remove(await data.Set<EventSubTopic>().SingleAsync());
            },
            "Remove of EventSubTopic"
        );
        await SendAsync(
            async (data, authorization) =>
            {
                var topic = await data.Set<EventTopic>().SingleAsync();
                await data.Set<EventSubTopic>().LoadAsync();
                authorization.Require(Decision.Allow).Remove(topic);
                data.Set<EventTopic>().Remove(topic);
            }
        );
        Assert.That(await _server.SqlAsync<long>("SELECT count(*) FROM event_sub_topics"), Is.Zero);
    }

    [Test]
    public async Task A_statement_past_the_change_tracker_is_not_run()
    {
        await AddTopicAsync();
        AssertRefused(
            async (data, authorization) =>
            {
                authorization.Require(Decision.Allow);
                await data.Set<EventTopic>().ExecuteUpdateAsync(set => set.SetProperty(t => t.Name, "renamed"));
            },
            "bypasses the change tracker"
        );
        AssertRefused(
            async (data, authorization) =>
            {
                authorization.Require(Decision.Allow);
                await data.Set<EventTopic>().ExecuteDeleteAsync();
            },
            "bypasses the change tracker"
        );
        Assert.That(await NameAsync(), Is.EqualTo("music"));
    }

    [Test]
    public async Task A_listed_statement_needs_its_grant()
    {
        await AddTopicAsync();
        var statement = new DirectWrite("Test", "event_topics.name", DirectWriteCoverage.Granted, "", "");
        AssertRefused(RunAsync(statement, grants: false), "Test");
        AssertRefused(RunAsync(statement with { Coverage = DirectWriteCoverage.ServerOnly }, grants: true), "Test");
        Assert.That(await NameAsync(), Is.EqualTo("music"));
        await SendAsync(RunAsync(statement, grants: true));
        Assert.That(await NameAsync(), Is.EqualTo("renamed"));

        static Func<IData, IAuthorization, Task> RunAsync(DirectWrite statement, bool grants) =>
            async (data, authorization) =>
            {
                var grant = authorization.Require(Decision.Allow);
                if (grants)
                    grant.Run(statement);
                await data.ExecuteSqlAsync(statement, $"UPDATE event_topics SET name = {"renamed"}", default);
            };
    }

    [Test]
    public async Task One_row_too_many_is_not_inserted_in_bulk()
    {
        AssertRefused(
            (data, authorization) =>
            {
                var granted = NewTopic("granted");
                authorization.Require(Decision.Allow).Create(granted);
                return data.BulkInsertAsync([granted, NewTopic("not")], default);
            },
            "Create of EventTopic"
        );
        Assert.That(await CountTopicsAsync(), Is.Zero);
    }

    [Test]
    public async Task A_grant_ends_with_its_command()
    {
        var topic = NewTopic("music");
        await using var scope = _server.App.Services.CreateAsyncScope();
        var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
        await mediator.Send(
            new WriteAnything(
                (_, authorization) =>
                {
                    authorization.Require(Decision.Allow).Create(topic);
                    return Task.CompletedTask;
                }
            )
        );
        var second = new WriteAnything(
            (data, authorization) =>
            {
                authorization.Require(Decision.Allow);
                data.Set<EventTopic>().Add(topic);
                return Task.CompletedTask;
            }
        );
        Assert.That(() => mediator.Send(second), Throws.InstanceOf<UngrantedWriteException>());
    }

    [Test]
    public async Task What_the_server_writes_by_itself_needs_no_grant_and_nothing_else_of_the_row_is_free()
    {
        await AddTopicAsync();
        await SendAsync(OnTopic((_, row, _) => row.Slug = "of-the-server"));
        Assert.That(await _server.SqlAsync<string>("SELECT slug FROM event_topics"), Is.EqualTo("of-the-server"));
        AssertRefused(OnTopic((_, row, _) => row.Name = "renamed"), "Change of Name of EventTopic");
    }

    private static EventTopic NewTopic(string name) => new() { Name = name, Slug = name };

    private Task AddTopicAsync() => _server.SqlAsync("INSERT INTO event_topics (name, slug) VALUES ('music', 'music')");

    private Task<long> CountTopicsAsync() => _server.SqlAsync<long>("SELECT count(*) FROM event_topics");

    private Task<string> NameAsync() => _server.SqlAsync<string>("SELECT name FROM event_topics");

    private static Func<IData, IAuthorization, Task> AddTopics(bool grantBoth) =>
        (data, authorization) =>
        {
            var (first, second) = (NewTopic("first"), NewTopic("second"));
            var grant = authorization.Require(Decision.Allow).Create(first);
            if (grantBoth)
                grant.Create(second);
            data.Set<EventTopic>().AddRange(first, second);
            return Task.CompletedTask;
        };

    private static Func<IData, IAuthorization, Task> OnTopic(Action<IData, EventTopic, Grant> write) =>
        async (data, authorization) => write(data, await data.Set<EventTopic>().SingleAsync(), authorization.Require(Decision.Allow));

    private async Task SendAsync(Func<IData, IAuthorization, Task> write)
    {
        await using var scope = _server.App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new WriteAnything(write));
    }

    private void AssertRefused(Func<IData, IAuthorization, Task> write, string what) =>
        Assert.That(() => SendAsync(write), Throws.InstanceOf<UngrantedWriteException>().With.Message.Contains(what));
}
