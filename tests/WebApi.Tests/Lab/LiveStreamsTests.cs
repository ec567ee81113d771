using System.Buffers.Binary;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using NUnit.Framework;
using OpenEvent.Testing;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Lab;

/// <summary>Circuits, live streams and the Python client on a virtual device.</summary>
[TestFixture]
public sealed partial class LiveStreamsTests
{
    private const string Scope = """{"instrument":"scope","channels":["CH1"],"samples":1000,"timegap":2}""";

    private OpenEventServer _server = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _server = await OpenEventServer.StartAsync(
            "--Lab:Devices:main=virtual",
            "--Lab:Devices:real=/dev/openevent-nowhere",
            "--Lab:Streams:FramesPerSecond=60",
            $"--Lab:LockDirectory={Path.GetTempPath()}"
        );
        await _server.WaitForDeviceStateAsync("ready");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [Test]
    public async Task A_stream_shows_the_signal_to_its_user_and_to_ten_viewers()
    {
        var user = await _server.RegisterUserAsync();
        (await user.CallAsync("set_sine1(2000)")).EnsureStatus(HttpStatusCode.OK);
        using var stream = await OpenAsync(user, "stream");
        var users = await _server.CreateUsersAsync(10);
        var viewers = await Task.WhenAll(users.Select(u => OpenAsync(u, "watch")));
        await SendAsync(stream, Scope);
        var first = await ReadFrameAsync(stream);
        Assert.That(first.Header.GetProperty("n").GetInt32(), Is.EqualTo(1000));
        Assert.That(first.Header.GetProperty("dx").GetDouble(), Is.EqualTo(2e-6).Within(1e-9));
        Assert.That(first.Samples.Max(), Is.EqualTo(3).Within(0.5), "the sine has an amplitude of about 3 V");
        Assert.That(first.Samples.Min(), Is.EqualTo(-3).Within(0.5));
        List<long> numbers = [];
        for (var i = 0; i < 20; i++)
            numbers.Add((await ReadFrameAsync(stream)).Header.GetProperty("seq").GetInt64());
        Assert.That(numbers, Is.Ordered.And.Unique);
        foreach (var viewer in viewers)
        {
            Assert.That((await ReadFrameAsync(viewer)).Samples, Has.Length.EqualTo(1000));
            viewer.Dispose();
        }

        await stream.CloseAsync(WebSocketCloseStatus.NormalClosure, null, default);
        var records = await Eventually.ReadAsync(
            "the stream has ended",
            () =>
                _server.SqlAsync<string>(
                    "SELECT string_agg(outcome || ' ' || function || ' ' || detail, ', ') FROM lab_calls "
                        + $"WHERE user_id = {user.UserId} AND function = 'stream'"
                ),
            text => text.StartsWith("Done", StringComparison.Ordinal)
        );
        Assert.That(records, Does.Match("^Done stream [0-9]+ frames$"), "one record");
    }

    [Test]
    public async Task Other_users_get_their_turns_while_a_stream_runs()
    {
        var (ada, ben) = (await _server.RegisterUserAsync(), await _server.RegisterUserAsync());
        using var stream = await OpenAsync(ada, "stream");
        await SendAsync(stream, Scope);
        await ReadFrameAsync(stream);
        for (var i = 0; i < 5; i++)
            Assert.That((await ben.CallAsync("get_resistance()")).Number(), Is.EqualTo(10_000).Within(1).Percent);
        await ReadFrameAsync(stream);
    }

    [TestCase("""{"instrument":"meter","channels":["RESISTANCE","CH1"]}""", "Ω", 10_000)]
    [TestCase("""{"instrument":"logic","channels":["LA1"],"samples":100,"timegap":10}""", "", 0)]
    public async Task Meter_and_logic_analyser_are_streamed_too(string settings, string unit, double value)
    {
        using var stream = await OpenAsync(await _server.RegisterUserAsync(), "stream");
        await SendAsync(stream, settings);
        var frame = await ReadFrameAsync(stream);
        Assert.That(frame.Header.GetProperty("channels")[0].GetProperty("unit").GetString(), Is.EqualTo(unit));
        Assert.That(frame.Samples[0], Is.EqualTo(value).Within(1).Percent);
    }

    [Test]
    public async Task A_stream_needs_a_user_a_websocket_and_a_page_of_this_server()
    {
        var user = await _server.RegisterUserAsync();
        (await user.GetAsync("/v1/lab/devices/main/stream")).EnsureStatus(HttpStatusCode.BadRequest);
        (await user.GetAsync("/v1/lab/devices/absent/stream")).EnsureStatus(HttpStatusCode.NotFound);
        foreach (var route in new[] { "stream", "watch" })
        {
            Assert.That(await GetHandshakeStatusAsync(user, route, "https://evil.example"), Is.EqualTo(HttpStatusCode.Forbidden));
            Assert.That(await GetHandshakeStatusAsync(_server.Anonymous, route, null), Is.EqualTo(HttpStatusCode.Unauthorized));
            Assert.That(await GetHandshakeStatusAsync(user, route, null), Is.EqualTo(HttpStatusCode.SwitchingProtocols));
        }
    }

    [Test]
    public async Task CH2_and_another_input_are_recorded_as_fast_as_two_inputs_can_be()
    {
        var user = await _server.RegisterUserAsync();
        using var stream = await OpenAsync(user, "stream");
        await SendAsync(stream, """{"channels":["CH2","CH3"],"samples":1000,"timegap":0.875}""");
        var (header, _) = await ReadFrameAsync(stream);
        Assert.That(header.GetProperty("dx").GetDouble(), Is.EqualTo(0.875e-6).Within(1e-12));
        Assert.That(
            header.GetProperty("channels").EnumerateArray().Select(c => c.GetProperty("name").GetString()),
            Is.EqualTo(["CH2", "CH3"])
        );
    }

    [Test]
    public async Task Users_have_a_limit_of_streams()
    {
        var user = await _server.RegisterUserAsync();
        using var first = await OpenAsync(user, "stream");
        using var second = await OpenAsync(user, "stream");
        Assert.That(await GetHandshakeStatusAsync(user, "stream", null), Is.EqualTo(HttpStatusCode.TooManyRequests));
        // Browsers do not tell a page the status of a refused WebSocket, so a GET of the same route answers with it.
        Assert.That((await user.GetAsync("/v1/lab/devices/main/stream")).Status, Is.EqualTo(HttpStatusCode.TooManyRequests));
    }

    [Test]
    public async Task A_server_that_stops_tells_its_streams()
    {
        var server = await OpenEventServer.StartAsync(StubDevice.Register(new StubDevice("main")));
        using var stream = await OpenAsync(await server.RegisterUserAsync(), "stream", server);
        await SendAsync(stream, """{"channels":["CH1"]}""");
        await ReadFrameAsync(stream);
        var stopping = server.DisposeAsync();
        var buffer = new byte[8192];
        WebSocketReceiveResult part;
        do part = await stream.ReceiveAsync(buffer, default);
        while (part.MessageType != WebSocketMessageType.Close);
        Assert.That(part.CloseStatus, Is.EqualTo(WebSocketCloseStatus.EndpointUnavailable));
        await stream.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, default);
        await stopping;
    }

    private async Task<ClientWebSocket> OpenAsync(ApiClient user, string route, OpenEventServer? server = null)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"JWT {user.Token}");
        await socket.ConnectAsync(GetAddress(server ?? _server, route), default);
        return socket;
    }

    private async Task<HttpStatusCode> GetHandshakeStatusAsync(ApiClient user, string route, string? origin)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        if (user.Token is not null)
            socket.Options.SetRequestHeader("Authorization", $"JWT {user.Token}");
        if (origin is not null)
            socket.Options.SetRequestHeader("Origin", origin);
        try
        {
            await socket.ConnectAsync(GetAddress(_server, route), default);
            await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, default);
        }
        catch (WebSocketException)
        {
            // The status tells why.
        }
        return socket.HttpStatusCode;
    }

    private static Uri GetAddress(OpenEventServer server, string route) =>
        new($"{server.App.Urls.First().Replace("http://", "ws://", StringComparison.Ordinal)}/v1/lab/devices/main/{route}");

    private static Task SendAsync(ClientWebSocket socket, string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, default);

    private static async Task<(JsonElement Header, float[] Samples)> ReadFrameAsync(ClientWebSocket socket)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var buffer = new byte[200_000];
        while (true)
        {
            var length = 0;
            WebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(new ArraySegment<byte>(buffer, length, buffer.Length - length), limit.Token);
                length += part.Count;
            } while (!part.EndOfMessage);
            if (part.MessageType == WebSocketMessageType.Text)
            {
                Assert.That(Encoding.UTF8.GetString(buffer, 0, length), Does.Not.Contain("\"error\""));
                continue;
            }
            var headerLength = (int)BinaryPrimitives.ReadUInt32LittleEndian(buffer);
            var header = JsonSerializer.Deserialize<JsonElement>(buffer.AsSpan(4, headerLength));
            var samples = new float[(length - 4 - headerLength) / 4];
            Buffer.BlockCopy(buffer, 4 + headerLength, samples, 0, samples.Length * 4);
            return (header, samples);
        }
    }
}
