using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.WebApi.JsonApi;
using OpenEvent.WebApi.VisitorCache;

namespace OpenEvent.WebApi.Tests.VisitorCache;

/// <summary>When a visitor gets the answer of the replica, and when that of the primary. The replica is a double.</summary>
public sealed class ReplicaMiddlewareTests
{
    private static readonly ResourceCatalog Catalog = ResourceCatalog.Scan();

    private readonly Replica _replica = new();

    private static Exception[] FailuresOfTheReplica =>
        [
            new IOException(),
            new ObjectDisposedException("a connection"),
            new InvalidOperationException(),
            RejectedException.Unavailable("too busy"),
        ];

    [SetUp]
    public void SetUp() =>
        (_replica.IsUsed, _replica.IsCurrent, _replica.Reports, _replica.Steps, _replica.TimeLimit) = (
            true,
            true,
            [],
            [],
            TimeSpan.FromMinutes(1)
        );

    [Test]
    public async Task An_answer_of_the_replica_is_sent_with_its_status_and_headers()
    {
        var http = await AnswerAsync("", async attempt =>
        {
            attempt.Response.StatusCode = 404;
            attempt.Response.Headers.ETag = "\"1\"";
            await attempt.Response.WriteAsync("of the replica");
        });
        Assert.That((http.Response.StatusCode, (string?)http.Response.Headers.ETag), Is.EqualTo((404, "\"1\"")));
        Assert.That(BodyOf(http), Is.EqualTo("of the replica"));
        Assert.That((_replica.Reports, _replica.Running), Is.EqualTo((Array.Empty<Exception>(), 0)));
    }

    [Test]
    public async Task An_answer_of_the_replica_is_kept_for_a_time_that_is_shorter_by_the_age_of_its_rows()
    {
        var asked = new VisitorAnswer(Stopwatch.GetTimestamp(), MaxAge: TimeSpan.FromHours(2), Changes: 0);
        var http = await AnswerAsync("", attempt => attempt.Response.WriteAsync("of the replica"), answer: asked);
        Assert.That(http.Features.Get<VisitorAnswer>()!.Rest, Is.LessThanOrEqualTo(TimeSpan.FromHours(1)), "the rows are an hour old");
        http = await AnswerAsync("", _ => throw new IOException(), answer: asked);
        Assert.That(http.Features.Get<VisitorAnswer>()!.Rest, Is.GreaterThan(TimeSpan.FromHours(1)), "the primary answered");
    }

    [TestCaseSource(nameof(FailuresOfTheReplica))]
    public async Task After_a_failure_the_primary_answers(Exception failure)
    {
        Assert.That(BodyOf(await AnswerAsync("", _ => throw failure)), Is.EqualTo("of the primary"));
        Assert.That(_replica.Reports, Is.EqualTo([failure]));
    }

    [Test]
    public void A_rejection_is_the_answer() =>
        Assert.That(
            async () => await AnswerAsync("", _ => throw RejectedException.NotFound("event", "7")),
            Throws.InstanceOf<RejectedException>()
        );

    [TestCase(false)]
    [TestCase(true)]
    public async Task An_answer_or_a_rejection_that_a_change_has_outdated_is_not_sent(bool isRejected)
    {
        var http = await AnswerAsync("", async attempt =>
        {
            await attempt.Response.WriteAsync("of the replica");
            _replica.IsCurrent = false;
            if (isRejected)
                throw RejectedException.NotFound("event", "7");
        });
        Assert.That(BodyOf(http), Is.EqualTo("of the primary"));
        Assert.That(_replica.Reports, Is.EqualTo(new Exception?[] { null }));
    }

    [Test]
    public async Task A_read_that_takes_too_long_goes_on_without_the_request_and_without_a_token_that_is_cancelled()
    {
        var end = new TaskCompletionSource();
        var ended = new TaskCompletionSource();
        _replica.TimeLimit = TimeSpan.FromMilliseconds(1);
        var http = await AnswerAsync("", async attempt =>
        {
            Assert.That(attempt.RequestAborted.CanBeCanceled, Is.False);
            await end.Task;
            attempt.Response.StatusCode = 418;
            await attempt.Response.WriteAsync("of the replica");
            ended.SetResult();
        });
        Assert.That(BodyOf(http), Is.EqualTo("of the primary"));
        Assert.That(_replica.Reports, Has.Exactly(1).InstanceOf<TimeoutException>());
        Assert.That(_replica.Running, Is.EqualTo(1), "it has a connection");
        Assert.That(_replica.Steps, Is.EqualTo(["abandon"]), "it sends no further statement");
        end.SetResult();
        await ended.Task;
        await _replica.Ended.Task;
        Assert.That((BodyOf(http), http.Response.StatusCode, _replica.Running), Is.EqualTo(("of the primary", 200, 0)));
        Assert.That(_replica.Steps, Is.EqualTo(["abandon", "disconnect"]), "before another request uses the context");
    }

    [Test]
    public async Task A_read_that_has_answered_is_not_abandoned()
    {
        await AnswerAsync("", attempt => attempt.Response.WriteAsync("of the replica"));
        Assert.That(_replica.Steps, Is.EqualTo(["disconnect"]));
    }

    [TestCase("", ExpectedResult = true)]
    [TestCase("?include=tickets,sessions.speakers", ExpectedResult = true)]
    [TestCase("?include=exhibitors", ExpectedResult = false)]
    [TestCase("?search=gears", ExpectedResult = false)]
    [TestCase("?include=sessions.feedbacks", ExpectedResult = false)]
    [TestCase("?include=group", ExpectedResult = false)]
    [TestCase("?sort=name,event-topic.name", ExpectedResult = true)]
    [TestCase("?sort=group.name", ExpectedResult = false)]
    [TestCase("""?filter=[{"name":"name","op":"eq","val":"x"}]""", ExpectedResult = true)]
    [TestCase("""?filter=[{"name":"tickets","op":"any","val":{"name":"price","op":"gt","val":1}}]""", ExpectedResult = true)]
    [TestCase(
        """?filter=[{"or":[{"name":"name","op":"eq","val":"x"},{"name":"group__name","op":"has","val":"x"}]}]""",
        ExpectedResult = false
    )]
    [TestCase("""?filter=[{"not":{"name":"stations","op":"any","val":{"name":"id","op":"eq","val":1}}}]""", ExpectedResult = false)]
    [TestCase("""?filter=[{"name":"sessions","op":"any","val":{"name":"feedbacks","op":"any","val":[]}}]""", ExpectedResult = false)]
    [TestCase("?filter=nonsense", ExpectedResult = false)]
    public async Task<bool> The_replica_answers_only_if_each_type_that_is_read_tells_its_changes(string query) =>
        BodyOf(await AnswerAsync(query, attempt => attempt.Response.WriteAsync("of the replica"))) == "of the replica";

    [TestCase("csrf_refresh_token", ExpectedResult = false)]
    [TestCase("access_token_cookie", ExpectedResult = false)]
    [TestCase("theme", ExpectedResult = true)]
    public async Task<bool> A_browser_with_a_session_reads_from_the_primary(string cookie) =>
        BodyOf(await AnswerAsync("", attempt => attempt.Response.WriteAsync("of the replica"), cookie: cookie)) == "of the replica";

    [Test]
    public async Task Without_the_permission_the_primary_answers()
    {
        _replica.IsUsed = false;
        Assert.That(BodyOf(await AnswerAsync("", attempt => attempt.Response.WriteAsync("of the replica"))), Is.EqualTo("of the primary"));
    }

    private async Task<HttpContext> AnswerAsync(
        string query,
        RequestDelegate onReplica,
        string? cookie = null,
        VisitorAnswer? answer = null
    )
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        var http = new DefaultHttpContext { RequestServices = services };
        http.Request.Method = "GET";
        http.Request.QueryString = new QueryString(query);
        http.Response.Body = new MemoryStream();
        http.Features.Set(answer);
        if (cookie is not null)
            http.Request.Headers.Cookie = $"{cookie}=x";
        http.SetEndpoint(
            new Endpoint(
                null,
                new EndpointMetadataCollection(new ResourceRoute(Catalog.Of<Event>(), "list", IsForVisitors: true)),
                "a list"
            )
        );
        var middleware = new ReplicaMiddleware(
            request => request == http ? request.Response.WriteAsync("of the primary", CancellationToken.None) : onReplica(request),
            _replica,
            new SharedRead(Catalog)
        );
        await middleware.InvokeAsync(http);
        return http;
    }

    private static string BodyOf(HttpContext http) => System.Text.Encoding.UTF8.GetString(((MemoryStream)http.Response.Body).ToArray());

    private sealed class Replica : IReplicaReads
    {
        public bool IsUsed { get; set; }

        public bool IsCurrent { get; set; }

        public TimeSpan TimeLimit { get; set; }

        public int Running { get; set; }

        public TaskCompletionSource Ended { get; } = new();

        public List<Exception?> Reports { get; set; } = [];

        public ConcurrentQueue<string> Steps { get; set; } = [];

        public IReplicaRead? TryBegin()
        {
            Running += IsUsed ? 1 : 0;
            return IsUsed ? new Read(this) : null;
        }
    }

    private sealed class Read(Replica replica) : IReplicaRead
    {
        public TimeSpan Age => TimeSpan.FromHours(1);

        public TimeSpan TimeLimit => replica.TimeLimit;

        public bool IsCurrent => replica.IsCurrent;

        public void Connect(IServiceProvider scope) { }

        public void Abandon() => replica.Steps.Enqueue("abandon");

        public void Disconnect() => replica.Steps.Enqueue("disconnect");

        public bool IsCauseOf(Exception failure) => failure is not RejectedException { Kind: not RejectionKind.Unavailable };

        public void Report(Exception? failure) => replica.Reports.Add(failure);

        public void Dispose()
        {
            replica.Running--;
            replica.Ended.TrySetResult();
        }
    }
}
