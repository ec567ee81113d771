using System.Net;
using NUnit.Framework;
using OpenEvent.Testing;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Lab;

/// <summary>
/// Fifty users with several calls each wait for one device, over HTTP. The order in which the board receives commands shows the turns.
/// </summary>
[TestFixture]
public sealed class FairTurnsTests
{
    private const int Users = 50,
        CallsEach = 3;

    [Test]
    public async Task Users_get_their_own_answers_and_wait_for_at_most_one_turn_of_each_other_user()
    {
        await using var board = new MonitoredBoard();
        await using var server = await StartAsync(board);
        var (answers, turns) = await RunConcurrentCallsAsync(server, board);
        foreach (var (user, answer) in answers)
            Assert.That(answer.Number(), Is.EqualTo(GetVolts(user)).Within(0.004), "the supply's step is 3 mV, and users are 200 mV apart");
        AssertFair(turns);
        Assert.That(await OutcomesAsync(server), Is.EqualTo($"Cancelled 1, Done {Users * CallsEach}"));
    }

    [Test]
    public async Task When_the_device_disconnects_the_call_in_flight_fails_and_all_others_are_served()
    {
        await using var board = new MonitoredBoard { DisconnectsAt = 75 };
        await using var server = await StartAsync(board);
        var (answers, turns) = await RunConcurrentCallsAsync(server, board);
        AssertFair(turns);

        var failedUser = turns[74];
        var lost = answers.Where(a => a.Answer.Status != HttpStatusCode.OK).ToList();
        Assert.That(lost.Select(a => a.User), Is.EqualTo((int[])[failedUser]), "only the running call");
        var error = lost[0].Answer.EnsureStatus(HttpStatusCode.ServiceUnavailable);
        Assert.That((error.Code(), error.Detail), Is.EqualTo(("device-lost", "The device main is lost: The board disconnected.")));
        Assert.That(error.Headers.RetryAfter, Is.Not.Null);
        foreach (var (user, answer) in answers.Except(lost))
            Assert.That(answer.Number(), Is.EqualTo(GetVolts(user)).Within(0.004));
        Assert.That(await OutcomesAsync(server), Is.EqualTo($"Cancelled 1, Done {(Users * CallsEach) - 1}, Failed 1"));
        await server.WaitForDeviceStateAsync("ready");
    }

    private static async Task<OpenEventServer> StartAsync(MonitoredBoard board)
    {
        var server = await OpenEventServer.StartAsync(board.Settings);
        await server.WaitForDeviceStateAsync("ready");
        return server;
    }

    /// <summary>
    /// Sends all calls before the first of them is served: another user keeps the device busy and cancels when all calls are waiting.
    /// </summary>
    /// <returns>The answers, and the users in the order of their turns.</returns>
    private static async Task<((int User, ApiResponse Answer)[] Answers, int[] Turns)> RunConcurrentCallsAsync(
        OpenEventServer server,
        MonitoredBoard board
    )
    {
        var users = await server.CreateUsersAsync(Users);
        using var cancellation = new CancellationTokenSource();
        var first = (await server.RegisterUserAsync()).OccupyDeviceAsync(cancellation.Token);
        await server.WaitForDeviceStateAsync("busy");
        var calls = Enumerable
            .Range(0, Users)
            .SelectMany(user =>
                Enumerable
                    .Range(0, CallsEach)
                    .Select(async _ => (user, await users[user].CallAsync(FormattableString.Invariant($"set_pv1({GetVolts(user)})"))))
            )
            .ToList();
        while (await WaitingAsync(server) < Users * CallsEach)
            Assert.That(first.IsCompleted, Is.False, "the device is busy until all calls are waiting");
        Assert.That(board.Volts.Where(MonitoredBoard.IsOn), Is.Empty, "no call was served yet");
        await cancellation.CancelAsync();
        Assert.CatchAsync<OperationCanceledException>(() => first);
        var answers = await Task.WhenAll(calls);
        return (answers, [.. board.Volts.Where(MonitoredBoard.IsOn).Select(v => (int)Math.Round((v + 4.9) / 0.2))]);
    }

    /// <summary>All calls wait from the start, so every user has the first turn before any user has the second.</summary>
    private static void AssertFair(int[] turns)
    {
        Assert.That(turns, Has.Length.EqualTo(Users * CallsEach), "no call is lost or executed twice");
        foreach (var round in turns.Chunk(Users))
            Assert.That(round, Is.EquivalentTo(Enumerable.Range(0, Users)), "one turn for each user");
        foreach (var user in Enumerable.Range(0, Users))
        {
            var userTurns = Enumerable.Range(0, turns.Length).Where(i => turns[i] == user).ToList();
            for (var i = 1; i < userTurns.Count; i++)
                Assert.That(turns[(userTurns[i - 1] + 1)..userTurns[i]], Is.Unique, $"turns between two turns of user {user}");
        }
    }

    private static double GetVolts(int user) => Math.Round(-4.9 + (user * 0.2), 1);

    private static async Task<int> WaitingAsync(OpenEventServer server) =>
        (await server.Admin.GetAsync("/v1/lab/devices/main/queue")).Json.GetProperty("waiting").GetInt32();

    private static async Task<string> OutcomesAsync(OpenEventServer server)
    {
        // The record of a cancelled call is completed after the client has gone, so wait for it.
        await Eventually.ReadAsync(
            "no call is running",
            () => server.SqlAsync<long>("SELECT count(*) FROM lab_calls WHERE outcome = 'Running'"),
            count => count == 0
        );
        return await server.SqlAsync<string>(
            "SELECT string_agg(outcome || ' ' || n, ', ' ORDER BY outcome) "
                + "FROM (SELECT outcome, count(*) AS n FROM lab_calls GROUP BY outcome) AS o"
        );
    }
}
