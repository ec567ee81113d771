using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Program;

namespace OpenEvent.WebApi.Tests.WriteGrants;

/// <summary>What a decision has not granted is not committed (docs/decisions/032). Each test has a control that commits.</summary>
[TestFixture]
public sealed class WriteGrantTests : WriteGrantFixture
{
    [Test]
    public async Task One_row_too_many_is_not_created()
    {
        await SendAsync(AddTopics(grantBoth: true));
        Assert.That(await CountTopicsAsync(), Is.EqualTo(2));
        AssertRejected(AddTopics(grantBoth: false), "Create of EventTopic");
        Assert.That(await CountTopicsAsync(), Is.EqualTo(2), "the granted row is rolled back, too");
    }

    [Test]
    public async Task A_row_that_was_saved_before_is_rolled_back_with_the_rest()
    {
        AssertRejected(
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
        AssertRejected(RenameAsync(nameof(EventTopic.Name)), "Change of SystemImageUrl of EventTopic");
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
        AssertRejected(OnTopic((data, row, _) => data.Set<EventTopic>().Remove(row)), "Remove of EventTopic");
        AssertRejected(Delete(DateTimeOffset.UtcNow, (grant, row) => grant.Remove(row)), "Trash of EventTopic");
        await SendAsync(Delete(DateTimeOffset.UtcNow, (grant, row) => grant.Trash(row)));
        AssertRejected(Delete(null, (grant, row) => grant.Trash(row)), "Restore of EventTopic");
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
        AssertRejected(
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
        var owner = await Server.RegisterUserAsync();
        for (var i = 0; i < 2; i++)
            rooms[i] = long.Parse(
                (await owner.CreateAsync("event", AllRoutes.SampleAttributes.Event($"grant{i}", "draft"))).Id(),
                System.Globalization.CultureInfo.InvariantCulture
            );
        AssertRejected(AddRoom(movesTo: rooms[1]), "Create of Microlocation");
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
        AssertRejected(
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
        Assert.That(await Server.SqlAsync<long>("SELECT count(*) FROM event_sub_topics"), Is.Zero);
    }

    [Test]
    public async Task A_grant_ends_with_its_command()
    {
        var topic = NewTopic("music");
        await using var scope = Server.App.Services.CreateAsyncScope();
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
    public async Task What_theServer_writes_by_itself_needs_no_grant_and_nothing_else_of_the_row_is_free()
    {
        await AddTopicAsync();
        await SendAsync(OnTopic((_, row, _) => row.Slug = "of-the-server"));
        Assert.That(await Server.SqlAsync<string>("SELECT slug FROM event_topics"), Is.EqualTo("of-the-server"));
        AssertRejected(OnTopic((_, row, _) => row.Name = "renamed"), "Change of Name of EventTopic");
    }

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
}
