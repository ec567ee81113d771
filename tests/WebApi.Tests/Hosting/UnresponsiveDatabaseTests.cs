using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Testing;
using OpenEvent.WebApi.Hosting;

namespace OpenEvent.WebApi.Tests.Hosting;

/// <summary>A request that is answered 503 while it waits goes on, and has an answer of its own, which is stored for its key.</summary>
[TestFixture, FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class UnresponsiveDatabaseTests : IDisposable
{
    private readonly TaskCompletionSource _answers = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly MemoryStream _sent = new();
    private readonly MemoryStream _stored = new();
    private readonly DefaultHttpContext _http = new();
    private string[] _storedHeaders = [];
    private readonly SilentDatabase _database = new();

    [SetUp]
    public void SetUp() => _http.Response.Body = _sent;

    public void Dispose()
    {
        _sent.Dispose();
        _stored.Dispose();
        _database.Dispose();
    }

    [Test]
    public async Task The_answer_503_and_that_of_the_request_are_not_mixed()
    {
        var request = SendAsync();
        _database.FallSilent();
        await Eventually.IsTrueAsync("503 is sent", () => _sent.Length > 0);
        _answers.SetResult();
        await request;
        using var sent = JsonDocument.Parse(Encoding.UTF8.GetString(_sent.ToArray()));
        Assert.That(sent.RootElement.TryGetProperty("errors", out _));
        Assert.That(_http.Response.StatusCode, Is.EqualTo(503), "the log has it, too");
        Assert.That(_http.Response.Headers.RetryAfter.ToString(), Is.EqualTo("1"));
        Assert.That(_http.Response.Headers.ETag, Is.Empty, "it belongs to the other answer");
        Assert.That(_http.Response.Headers.Vary.ToString(), Is.EqualTo("Origin"), "browsers need it");
        Assert.That(Encoding.UTF8.GetString(_stored.ToArray()), Is.EqualTo("201: created"));
        Assert.That(_storedHeaders, Does.Contain("ETag"), "what it had set before the silence");
    }

    [Test]
    public async Task Without_a_silence_the_request_sends_its_own_answer()
    {
        var request = SendAsync();
        _answers.SetResult();
        await request;
        Assert.That((_http.Response.StatusCode, _http.Response.Headers.ETag.ToString()), Is.EqualTo((201, "\"1\"")));
        Assert.That(Encoding.UTF8.GetString(_sent.ToArray()), Is.EqualTo("201: created"));
    }

    [Test]
    public async Task A_request_that_has_begun_to_answer_is_not_answered_503()
    {
        var request = new UnresponsiveDatabase(
            async http =>
            {
                await http.Response.Body.WriteAsync("first "u8.ToArray());
                await _answers.Task;
                await http.Response.Body.WriteAsync("second"u8.ToArray());
            },
            _database,
            NullLogger<UnresponsiveDatabase>.Instance
        ).InvokeAsync(_http);
        _database.FallSilent();
        _answers.SetResult();
        await request;
        Assert.That(Encoding.UTF8.GetString(_sent.ToArray()), Is.EqualTo("first second"));
    }

    /// <summary>Waits for the database, and answers as a request with an <c>Idempotency-Key</c> does.</summary>
    private Task SendAsync() =>
        new UnresponsiveDatabase(
            async http =>
            {
                var body = http.Response.Body;
                http.Response.Body = _stored;
                http.Response.Headers.Vary = "Origin";
                http.Response.Headers.ETag = "\"1\"";
                await _answers.Task;
                http.Response.StatusCode = 201;
                await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($"{http.Response.StatusCode}: created"));
                _storedHeaders = [.. http.Response.Headers.Keys];
                http.Response.Body = body;
                await http.Response.Body.WriteAsync(_stored.ToArray());
            },
            _database,
            NullLogger<UnresponsiveDatabase>.Instance
        ).InvokeAsync(_http);

    private sealed class SilentDatabase : IDatabaseState, IDisposable
    {
        private readonly CancellationTokenSource _silence = new();

        public CancellationToken Unresponsive => _silence.Token;

        public void FallSilent() => _silence.Cancel();

        public void Report(Exception outage) { }

        public void Dispose() => _silence.Dispose();
    }
}
