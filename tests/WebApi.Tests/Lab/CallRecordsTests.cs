using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Lab;

/// <summary>What is recorded of calls, and how much in a day.</summary>
public sealed class CallRecordsTests
{
    [Test]
    public async Task Of_a_long_function_string_the_beginning_is_on_record()
    {
        await using var server = await StartAsync();
        var user = await server.RegisterUserAsync();
        (await user.CallAsync($"get_voltage('CH3')  # {new string('é', 5_000)}")).EnsureStatus(HttpStatusCode.OK);
        (await user.CallAsync($"get_voltage('CH3')  # {new string('é', 900)}")).EnsureStatus(HttpStatusCode.OK);
        Assert.That(
            await server.SqlAsync<string>(
                $"SELECT string_agg(length(function) || right(function, 1), ' ' ORDER BY id) FROM lab_calls WHERE user_id = {user.UserId}"
            ),
            Is.EqualTo("1001… 922é")
        );
    }

    [Test]
    public async Task The_calls_of_a_day_are_counted_by_all_servers_together()
    {
        await using var server = await StartAsync("--Lab:CallsPerUserAndDay=2");
        await using var node = await server.StartAnotherNodeAsync(
            StubDevice.Register(new StubDevice("main")),
            "--Lab:CallsPerUserAndDay=2"
        );
        var (user, other) = (await server.RegisterUserAsync(), await server.RegisterUserAsync());
        (await user.CallAsync("f()")).EnsureStatus(HttpStatusCode.OK);
        (await node.ClientLike(user).CallAsync("f()")).EnsureStatus(HttpStatusCode.OK);
        foreach (var client in new[] { user, node.ClientLike(user) })
            Assert.That((await client.CallAsync("f()")).EnsureStatus(HttpStatusCode.TooManyRequests).Headers.RetryAfter, Is.Not.Null);
        (await node.ClientLike(other).CallAsync("f()")).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await server.SqlAsync<long>($"SELECT count(*) FROM lab_calls WHERE user_id = {user.UserId}"), Is.EqualTo(2));
    }

    private static Task<OpenEventServer> StartAsync(params string[] settings) =>
        OpenEventServer.StartAsync(StubDevice.Register(new StubDevice("main")), settings);
}
