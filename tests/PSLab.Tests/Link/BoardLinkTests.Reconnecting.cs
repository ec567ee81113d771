using NUnit.Framework;
using OpenEvent.PSLab.Link;
using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Tests.Link;

/// <summary>Tests of lost and missing boards.</summary>
public partial class BoardLinkTests
{
    [Test]
    public async Task After_a_disconnection_nothing_is_written_and_the_port_is_opened_again()
    {
        ScriptedStream[] lines = [new() { Answer = _ => null }, new()];
        var opened = 0;
        await using var link = new BoardLink(_ => Task.FromResult<Stream>(lines[opened++]), Quick);
        var cancelled = link.ExecuteAsync(Power);
        await Until(() => lines[0].Commands.Any());
        lines[0].HangUp();
        Assert.That(Assert.ThrowsAsync<BoardException>(() => cancelled)!.Kind, Is.EqualTo(BoardErrorKind.Disconnected));
        Assert.That(link.State, Is.EqualTo(LinkState.Disconnected));
        await link.ExecuteAsync(Power);
        Assert.That((opened, link.Session, lines[0].WritesAfterHangUp), Is.EqualTo((2, 2, 0)));
    }

    [Test]
    public async Task A_port_that_does_not_close_does_not_block_callers()
    {
        using var closing = new ManualResetEventSlim();
        ScriptedStream[] lines = [new() { Closing = closing }, new()];
        var opened = 0;
        await using var link = new BoardLink(_ => Task.FromResult<Stream>(lines[opened++]), Quick);
        await link.ExecuteAsync(Power);
        lines[0].HangUp();
        await Until(() => link.State == LinkState.Disconnected);
        await link.ExecuteAsync(Power);
        Assert.That(link.Session, Is.EqualTo(2));
        closing.Set();
    }

    [Test]
    public async Task A_missing_port_is_tried_again()
    {
        var tries = 0;
        await using var link = new BoardLink(
            _ => ++tries < 4 ? throw new IOException("No such file.") : Task.FromResult<Stream>(new ScriptedStream()),
            Quick
        );
        await link.ExecuteAsync(Power);
        Assert.That(tries, Is.EqualTo(4));
    }

    [Test]
    public async Task A_port_that_stays_missing_is_reported_as_an_error()
    {
        await using var link = new BoardLink(
            _ => throw new IOException("No such file."),
            Quick with
            {
                ReconnectTimeout = TimeSpan.FromMilliseconds(50),
            }
        );
        var exception = Assert.ThrowsAsync<BoardException>(() => link.ExecuteAsync(Power))!;
        Assert.That(exception.Kind, Is.EqualTo(BoardErrorKind.Disconnected));
        Assert.That(exception.Message, Does.Contain("No such file"));
    }

    [Test]
    public async Task Another_device_on_the_port_is_not_taken_for_a_board()
    {
        await using var link = new BoardLink(
            _ => Task.FromResult<Stream>(new ScriptedStream { AnswersHandshake = false }),
            Quick with
            {
                Margin = TimeSpan.FromMilliseconds(20),
                ReconnectTimeout = TimeSpan.FromMilliseconds(1),
            }
        );
        Assert.That(
            Assert.ThrowsAsync<BoardException>(() => link.ExecuteAsync(Power))!.Message,
            Does.Contain("does not answer like a PSLab")
        );
    }

    [Test]
    public async Task A_board_that_was_busy_is_used_again_when_it_answers()
    {
        var line = new ScriptedStream { Answer = _ => null };
        await using var link = new BoardLink(line, Quick with { Margin = TimeSpan.FromMilliseconds(50), HandshakeAttempts = 100 });
        await link.ExecuteAsync(Commands.I2cSendBurst.CreateRequest(1));
        Assert.ThrowsAsync<BoardException>(() => link.ExecuteAsync(Power));
        line.AnswersHandshake = false;
        var next = link.ExecuteAsync(Power);
        var greetings = line.Written.Count;
        await Until(() => line.Written.Count > greetings + 2);
        line.AnswersHandshake = true;
        line.Answer = _ => [1];
        Assert.That((await next).Ack, Is.EqualTo(1));
    }
}
