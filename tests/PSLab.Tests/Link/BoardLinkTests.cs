using NUnit.Framework;
using OpenEvent.PSLab.Link;
using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Tests.Link;

public partial class BoardLinkTests
{
    private static readonly LinkOptions Quick = new()
    {
        Margin = TimeSpan.FromMilliseconds(150),
        QuietTime = TimeSpan.FromMilliseconds(20),
        InitialBackOff = TimeSpan.FromMilliseconds(5),
        ReconnectTimeout = TimeSpan.FromSeconds(10),
        Time = LoadTolerantTimeProvider.Shared,
    };

    private static readonly CommandRequest Power = Commands.SetPower.CreateRequest(3, 2475);

    [Test]
    public async Task Nothing_is_opened_before_the_first_command()
    {
        var opened = 0;
        await using var link = new BoardLink(
            _ =>
            {
                opened++;
                return Task.FromResult<Stream>(new ScriptedStream());
            },
            Quick
        );
        Assert.That((opened, link.State), Is.EqualTo((0, LinkState.Closed)));
        await link.ExecuteAsync(Power);
        Assert.That((opened, link.State, link.Version, link.Firmware), Is.EqualTo((1, LinkState.Ready, "PSLab V6", FirmwareVersion.V31)));
    }

    [Test]
    public async Task A_read_is_pending_before_a_write_and_a_command_is_one_write()
    {
        var line = new ScriptedStream();
        await using var link = new BoardLink(line, Quick);
        for (var i = 0; i < 20; i++)
            await link.ExecuteAsync(Power);
        Assert.That(line.WritesWithoutRead, Is.Zero);
        Assert.That(line.Commands, Is.All.EqualTo(Power.Encode()));
        Assert.That(line.Commands.Count(), Is.EqualTo(20));
    }

    [Test]
    public async Task Concurrent_commands_get_their_own_replies()
    {
        var line = new ScriptedStream { Answer = w => [w[2], 0, 1] };
        await using var link = new BoardLink(line, Quick);
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 50)
                .Select(async i => ((uint)i, (await link.ExecuteAsync(Commands.GetVoltageSummed.CreateRequest((uint)i)))["sum"]))
        );
        Assert.That(answers, Is.All.Matches<(uint Asked, uint Got)>(a => a.Asked == a.Got));
    }

    [Test]
    public async Task A_lease_is_exclusive()
    {
        var line = new ScriptedStream();
        await using var link = new BoardLink(line, Quick);
        Task other;
        await using (var lease = await link.AcquireAsync())
        {
            await lease.ExecuteAsync(Power, default);
            other = link.ExecuteAsync(Commands.StopLogic.CreateRequest());
            await lease.ExecuteAsync(Power, default);
        }
        await other;
        Assert.That(line.Commands.Select(c => c[0]), Is.EqualTo((int[])[6, 6, 10]));
    }

    [TestCase(new byte[] { }, BoardErrorKind.Timeout, TestName = "Recovers_from_a_dropped_acknowledgement")]
    [TestCase(new byte[] { 0x37 }, BoardErrorKind.InvalidResponse, TestName = "Recovers_from_an_unknown_acknowledgement")]
    [TestCase(new byte[] { 1, 1 }, BoardErrorKind.InvalidResponse, TestName = "Recovers_from_surplus_bytes")]
    [TestCase(new byte[] { 3 }, BoardErrorKind.Rejected, TestName = "The_code_for_failure_is_not_success_although_its_lowest_bit_is_set")]
    [TestCase(new byte[] { 2 }, BoardErrorKind.Rejected, TestName = "The_code_for_wrong_arguments_is_not_success")]
    public async Task Recovers(byte[] answer, BoardErrorKind kind)
    {
        var line = new ScriptedStream { Answer = _ => answer };
        await using var link = new BoardLink(line, Quick);
        Assert.That(Assert.ThrowsAsync<BoardException>(() => link.ExecuteAsync(Power))!.Kind, Is.EqualTo(kind));
        line.Answer = _ => [1];
        Assert.That((await link.ExecuteAsync(Power)).Ack, Is.EqualTo(1));
        Assert.That(link.Session, Is.EqualTo(1), "The port stays open.");
    }

    [Test]
    public async Task A_truncated_reply_fails_and_its_late_bytes_are_discarded()
    {
        var line = new ScriptedStream { Answer = _ => [0x34] };
        await using var link = new BoardLink(line, Quick);
        Assert.That(
            Assert.ThrowsAsync<BoardException>(() => link.ExecuteAsync(Commands.GetVoltageSummed.CreateRequest(3)))!.Kind,
            Is.EqualTo(BoardErrorKind.Timeout)
        );
        line.Feed(0x12, 1);
        line.Answer = _ => [0x78, 0x56, 1];
        Assert.That((await link.ExecuteAsync(Commands.GetVoltageSummed.CreateRequest(3)))["sum"], Is.EqualTo(0x5678));
    }

    [Test]
    public async Task A_late_acknowledgement_is_not_taken_for_the_next_reply()
    {
        var line = new ScriptedStream { Answer = _ => null };
        await using var link = new BoardLink(line, Quick);
        Assert.ThrowsAsync<BoardException>(() => link.ExecuteAsync(Power));
        line.Feed(1);
        line.Answer = _ => [3];
        Assert.That(Assert.ThrowsAsync<BoardException>(() => link.ExecuteAsync(Power))!.Kind, Is.EqualTo(BoardErrorKind.Rejected));
    }

    [Test]
    public async Task Unexpected_bytes_trigger_a_new_handshake()
    {
        var line = new ScriptedStream();
        await using var link = new BoardLink(line, Quick);
        await link.ExecuteAsync(Power);
        var before = line.Written.Count;
        line.Feed(7, 7, 7);
        await Until(() => link.HasUnread);
        await link.ExecuteAsync(Power);
        Assert.That(line.Written[before], Is.EqualTo((byte[])[0x0B, 0x05]));
    }

    [Test]
    public async Task A_cancelled_call_leaves_no_byte_for_the_next_call()
    {
        var line = new ScriptedStream { Answer = _ => null };
        await using var link = new BoardLink(line, Quick with { Margin = TimeSpan.FromSeconds(30) });
        using var cancel = new CancellationTokenSource();
        var cancelled = link.ExecuteAsync(Commands.GetVoltageSummed.CreateRequest(3), cancel.Token);
        await Until(() => line.Commands.Any());
        await cancel.CancelAsync();
        Assert.That(async () => await cancelled, Throws.InstanceOf<OperationCanceledException>());
        var next = link.ExecuteAsync(Commands.GetVoltageSummed.CreateRequest(3));
        line.Answer = _ => [2, 0, 1];
        Assert.That(line.Commands.Count(), Is.EqualTo(1), "Nothing is sent while the board still answers.");
        line.Feed(1, 0, 1);
        Assert.That((await next)["sum"], Is.EqualTo(2));
    }

    [Test]
    public async Task A_call_cancelled_while_waiting_sends_nothing()
    {
        var line = new ScriptedStream();
        await using var link = new BoardLink(line, Quick);
        await using (await link.AcquireAsync())
        {
            using var cancel = new CancellationTokenSource();
            var waiting = link.ExecuteAsync(Power, cancel.Token);
            await cancel.CancelAsync();
            Assert.That(async () => await waiting, Throws.InstanceOf<OperationCanceledException>());
        }
        await link.ExecuteAsync(Commands.StopLogic.CreateRequest());
        Assert.That(line.Commands.Single()[0], Is.EqualTo(10));
    }

    [Test]
    public async Task Firmware_before_3_is_detected_by_its_missing_reply()
    {
        await using var link = new BoardLink(new ScriptedStream(FirmwareVersion.V2), Quick);
        await link.ExecuteAsync(Power);
        Assert.That(link.Firmware, Is.EqualTo(FirmwareVersion.V2));
    }

    [TestCase(new byte[] { 0x0D, 1 })]
    [TestCase(new byte[] { 0x0D, 0, 1 })]
    public async Task Both_forms_of_the_input_states_are_read(byte[] answer)
    {
        await using var link = new BoardLink(new ScriptedStream { Answer = _ => answer }, Quick);
        for (var i = 0; i < 3; i++)
            Assert.That((await link.ExecuteAsync(Commands.GetStates.CreateRequest()))["states"], Is.EqualTo(13));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_uart_byte_may_be_acknowledged_or_not(bool acknowledges)
    {
        var line = new ScriptedStream { Answer = w => w[0] == 5 && !acknowledges ? null : [1] };
        await using var link = new BoardLink(line, Quick);
        for (var i = 0; i < 3; i++)
            await link.ExecuteAsync(Commands.UartSendByte.CreateRequest(65));
        await link.ExecuteAsync(Power);
        Assert.That(line.Written.Count(w => w is [0x0B, 0x05]), Is.EqualTo(1), "There was no second handshake.");
    }

    [Test]
    public async Task An_exchange_waits_for_each_word_before_the_next()
    {
        var line = new ScriptedStream { Answer = w => w.Length == 1 ? [(byte)~w[0]] : [(byte)~w[^1]] };
        var sent = 0;
        line.Answer = w => ++sent == 3 ? [(byte)~w[^1], 1] : [(byte)~w[^1]];
        await using var link = new BoardLink(line, Quick);
        var reply = await link.ExecuteAsync(Commands.SpiExchange8.CreateArrayRequest([4], [3], [1, 2, 3]));
        Assert.That(reply.Values.GetItems("in"), Is.EqualTo((uint[])[254, 253, 252]));
        Assert.That(line.Commands.Select(c => c.Length), Is.EqualTo((int[])[6, 1, 1]));
    }

    [Test]
    public async Task An_exchange_that_stalls_is_sent_to_its_end_so_that_the_board_does_not_wait_for_it()
    {
        var line = new ScriptedStream { Answer = _ => null };
        await using var link = new BoardLink(line, Quick);
        Assert.ThrowsAsync<BoardException>(() => link.ExecuteAsync(Commands.SpiExchange8.CreateArrayRequest([4], [3], [1, 2, 3])));
        Assert.That(line.Commands.Sum(c => c.Length), Is.EqualTo(8));
    }

    [Test]
    public async Task Values_out_of_range_are_rejected_before_a_byte_is_sent()
    {
        var line = new ScriptedStream();
        await using var link = new BoardLink(line, Quick);
        Assert.That(
            Assert.ThrowsAsync<BoardException>(() => link.ExecuteAsync(Commands.SetPower.CreateRequest(4, 0)))!.Kind,
            Is.EqualTo(BoardErrorKind.OutOfRange)
        );
        Assert.That(line.Commands, Is.Empty);
        await link.ExecuteAsync(Power);
    }

    [Test]
    public async Task A_restart_is_awaited_and_clears_the_cached_settings()
    {
        var line = new ScriptedStream { Answer = _ => null };
        await using var link = new BoardLink(line, Quick);
        await link.ExecuteAsync(Commands.Restart.CreateRequest());
        Assert.That((link.Session, link.State), Is.EqualTo((2, LinkState.Ready)));
    }

    private static async Task Until(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!condition())
            await Task.Delay(1, limit.Token);
    }
}
