using Microsoft.EntityFrameworkCore;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.WebApi.Tests.WriteGrants;

/// <summary>Statements that bypass the change tracker are listed and granted, or they are not run.</summary>
[TestFixture]
public sealed class StatementGrantTests : WriteGrantFixture
{
    [Test]
    public async Task A_statement_past_the_change_tracker_is_not_run()
    {
        await AddTopicAsync();
        AssertRejected(
            async (data, authorization) =>
            {
                authorization.Require(Decision.Allow);
                await data.Set<EventTopic>().ExecuteUpdateAsync(set => set.SetProperty(t => t.Name, "renamed"));
            },
            "bypasses the change tracker"
        );
        AssertRejected(
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
        AssertRejected(RunAsync(statement, grants: false), "Test");
        AssertRejected(RunAsync(statement with { Coverage = DirectWriteCoverage.ServerOnly }, grants: true), "Test");
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
        AssertRejected(
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
}
