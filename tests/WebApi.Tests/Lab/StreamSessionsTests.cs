using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using OpenEvent.Application.Identity;
using OpenEvent.Application.Lab;
using OpenEvent.Domain.Common;
using OpenEvent.Testing;
using OpenEvent.WebApi.Identity;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Lab;

/// <summary>A stream does not outlive the session of its user.</summary>
[TestFixture]
public sealed class StreamSessionsTests
{
    private OpenEventServer _server = null!;

    [OneTimeSetUp]
    public async Task StartAsync() =>
        _server = await OpenEventServer.StartAsync(StubDevice.Register(new StubDevice("main")), "--Lab:Streams:SessionCheckSeconds=1");

    [OneTimeTearDown]
    public ValueTask StopAsync() => _server.DisposeAsync();

    [Test]
    public async Task Streams_end_when_their_user_is_blocked_deleted_or_signed_out(
        [Values("devices/main/stream", "devices/main/watch", "runs/{0}/stream")] string route,
        [Values("is_blocked = true", "deleted_at = now()", "token_epoch = token_epoch + 1")] string change
    )
    {
        var user = await _server.RegisterUserAsync();
        using var socket = await OpenAsync(user, route);
        await _server.SqlAsync($"UPDATE users SET {change} WHERE id = {user.UserId}");
        Assert.That(await ReadToCloseAsync(socket), Is.EqualTo(WebSocketCloseStatus.PolicyViolation));
    }

    [Test]
    public async Task Lines_of_a_run_end_too()
    {
        var user = await _server.RegisterUserAsync();
        var lines = user.StreamAsync(await InsertRunAsync(user), 0, CancellationToken.None).GetAsyncEnumerator();
        Assert.That(await lines.MoveNextAsync(), Is.True, "the status");
        await _server.SqlAsync($"UPDATE users SET is_blocked = true WHERE id = {user.UserId}");
        Assert.That(() => lines.MoveNextAsync().AsTask(), Throws.InstanceOf<IOException>(), "the response is not complete");
        await lines.DisposeAsync();
    }

    [Test]
    public async Task A_session_ends_with_its_token_and_not_before()
    {
        var accounts = new CountingAccounts();
        var watch = new SessionWatch(
            accounts,
            new LabSettings { Streams = new LiveStreamSettings { SessionCheckSeconds = 1 } },
            TimeProvider.System,
            NullLogger<SessionWatch>.Instance
        );
        await watch.WaitForEndAsync(RequestWithToken(TimeSpan.FromSeconds(-1)), CancellationToken.None);
        Assert.That(accounts.Lookups(1), Is.Zero);
        using var stop = new CancellationTokenSource();
        accounts.Found = () =>
        {
            if (accounts.Lookups(1) == 2)
                stop.Cancel();
        };
        Assert.CatchAsync<OperationCanceledException>(() => watch.WaitForEndAsync(RequestWithToken(TimeSpan.FromHours(1)), stop.Token));
    }

    [Test]
    public async Task All_streams_of_a_user_are_checked_together()
    {
        var accounts = new CountingAccounts();
        var watch = new SessionWatch(
            accounts,
            new LabSettings { Streams = new LiveStreamSettings { SessionCheckSeconds = 1 } },
            TimeProvider.System,
            NullLogger<SessionWatch>.Instance
        );
        using var stop = new CancellationTokenSource();
        var streams = Enumerable
            .Range(0, 50)
            .Select(i => watch.WaitForEndAsync(RequestWithToken(TimeSpan.FromHours(1), 1 + (i % 2)), stop.Token));
        var waiting = Task.WhenAll(streams.ToList());
        await Eventually.IsTrueAsync("both users were checked twice", () =>
            Task.FromResult(accounts.Lookups(1) >= 2 && accounts.Lookups(2) >= 2)
        );
        await stop.CancelAsync();
        Assert.CatchAsync<OperationCanceledException>(() => waiting);
        // 25 streams of a user that ask for themselves ask 50 times in two intervals.
        Assert.That(accounts.Lookups(1) + accounts.Lookups(2), Is.LessThan(25));
        Assert.That(accounts.FullLookups, Is.Zero);
    }

    private static DefaultHttpContext RequestWithToken(TimeSpan life, long userId = 1)
    {
        var http = new DefaultHttpContext();
        var now = DateTimeOffset.UtcNow;
        var claims = new TokenClaims(userId, "id", TokenKind.Access, false, "", 0, now, now + life);
        http.Features.Set(new AuthenticatedToken(claims, new Account(new Actor(userId), 0, null)));
        return http;
    }

    private async Task<ClientWebSocket> OpenAsync(ApiClient user, string route)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"JWT {user.Token}");
        var run = route.StartsWith("runs", StringComparison.Ordinal) ? await InsertRunAsync(user) : "";
        var path = string.Format(System.Globalization.CultureInfo.InvariantCulture, route, run);
        var address = new UriBuilder(new Uri(user.Http.BaseAddress!, $"/v1/lab/{path}")) { Scheme = "ws" };
        await socket.ConnectAsync(address.Uri, default);
        return socket;
    }

    /// <summary>A run of another server, which does not end.</summary>
    private Task<string> InsertRunAsync(ApiClient user) =>
        _server.SqlIdAsync(
            $"""
            INSERT INTO lab_runs (user_id, title, code, code_version, device, device_kind, status, is_stop_requested, server, created_at)
            VALUES ({user.UserId}, 't', '', 1, 'main', 'virtual', 'running', false, 'Runs on another-machine 12 1', now())
            RETURNING id
            """
        );

    private static async Task<WebSocketCloseStatus?> ReadToCloseAsync(ClientWebSocket socket)
    {
        var buffer = new byte[8192];
        WebSocketReceiveResult part;
        do part = await socket.ReceiveAsync(buffer, default);
        while (part.MessageType != WebSocketMessageType.Close);
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, default);
        return part.CloseStatus;
    }

    private sealed class CountingAccounts : IAccountLookup
    {
        private readonly System.Collections.Concurrent.ConcurrentDictionary<long, int> _lookups = [];

        public int FullLookups { get; private set; }

        public Action Found { get; set; } = () => { };

        public int Lookups(long userId) => _lookups.GetValueOrDefault(userId);

        public Task<Account?> FindAsync(long userId, CancellationToken ct, bool withLabClasses = false)
        {
            FullLookups++;
            return Task.FromResult<Account?>(new Account(new Actor(userId), 0, null));
        }

        public Task<TokenAccount?> FindByTokenAsync(string tokenHash, CancellationToken ct, bool withLabClasses = false) =>
            Task.FromResult<TokenAccount?>(null);

        public Task<TokenValidity?> FindTokenValidityAsync(long userId, CancellationToken ct)
        {
            _lookups.AddOrUpdate(userId, 1, (_, count) => count + 1);
            Found();
            return Task.FromResult<TokenValidity?>(new TokenValidity(0, null));
        }
    }
}
