using System.Net;
using System.Net.Sockets;
using NUnit.Framework;
using OpenEvent.PSLab.Instruments;
using OpenEvent.PSLab.Link;
using OpenEvent.PSLab.Protocol;
using OpenEvent.PSLab.Virtual;

namespace OpenEvent.PSLab.Tests.Link;

/// <summary>The driver on real ports: a pseudo-terminal with a virtual board behind it, and a socket.</summary>
public class BoardPortTests
{
    private static readonly LinkOptions Options = new() { Margin = TimeSpan.FromMilliseconds(400), Time = LoadTolerantTimeProvider.Shared };

    [Test]
    public async Task A_board_is_used_through_a_serial_port()
    {
        await using var port = new TestPort();
        await using var board = new Board(port.Path, Options);
        Assert.That((await board.IdentifyAsync(default)).Version, Is.EqualTo("PSLab V6"));
        await board.Power.SetAsync(SupplyOutput.PV3, 2, default);
        Assert.That(await board.Multimeter.MeasureVoltageAsync(AnalogInput.Vol, default), Is.EqualTo(2).Within(0.01));
        Assert.That((await board.Oscilloscope.CaptureAsync(new(1, 10_000, 1e-6), default)).Traces[0].Volts, Has.Length.EqualTo(10_000));
    }

    [Test]
    public async Task Clients_can_disconnect_and_connect_again()
    {
        await using var port = new TestPort();
        for (var i = 0; i < 5; i++)
        {
            await using var board = new Board(port.Path, Options);
            Assert.That(await board.Multimeter.MeasureVoltageAsync(AnalogInput.Vol, default), Is.EqualTo(0).Within(0.02));
        }
    }

    [TestCase(SimulatedFaultKind.DropAck, BoardErrorKind.Timeout)]
    [TestCase(SimulatedFaultKind.LateAck, BoardErrorKind.Timeout)]
    [TestCase(SimulatedFaultKind.Garbage, BoardErrorKind.InvalidResponse)]
    [TestCase(SimulatedFaultKind.Truncate, BoardErrorKind.Timeout)]
    [TestCase(SimulatedFaultKind.HangUp, BoardErrorKind.Disconnected)]
    [TestCase(SimulatedFaultKind.StuckBusy, BoardErrorKind.Timeout)]
    public async Task After_a_fault_on_the_line_the_next_good_command_works(SimulatedFaultKind fault, BoardErrorKind kind)
    {
        await using var port = new TestPort();
        await using var board = new Board(port.Path, Options);
        var set = await board.Power.SetAsync(SupplyOutput.PV3, 1.5, default);
        port.Board.Faults.InjectNext(fault);
        var seen = Assert
            .ThrowsAsync<BoardException>(() => board.Link.ExecuteAsync(Commands.GetVoltageSummed.CreateRequest(AnalogInput.Vol.Mux)))!
            .Kind;
        Assert.That(seen, Is.EqualTo(kind).Or.EqualTo(fault == SimulatedFaultKind.Garbage ? BoardErrorKind.Rejected : kind));
        Assert.That(await board.Multimeter.MeasureVoltageAsync(AnalogInput.Vol, default), Is.EqualTo(set).Within(0.01));
        // A board that is busy for longer than all handshakes counts as disconnected, and its port is opened again.
        Assert.That(
            board.Link.Session,
            fault is SimulatedFaultKind.HangUp or SimulatedFaultKind.StuckBusy ? Is.EqualTo(2).Or.EqualTo(1) : Is.EqualTo(1)
        );
    }

    [Test]
    public async Task A_capture_that_never_ends_is_an_error_and_the_next_one_works()
    {
        await using var port = new TestPort();
        await using var board = new Board(port.Path, Options);
        port.Board.Faults.InjectNext(SimulatedFaultKind.StuckCapture);
        Assert.That(
            Assert.ThrowsAsync<BoardException>(() => board.Oscilloscope.CaptureAsync(new(2, 100, 2e-6), default))!.Message,
            Does.Contain("did not finish")
        );
        Assert.That((await board.Oscilloscope.CaptureAsync(new(1, 100, 2e-6), default)).Traces, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_missing_board_is_reported_as_an_error()
    {
        await using var board = new Board(
            "/dev/pslab-that-is-not-there",
            Options with
            {
                ReconnectTimeout = TimeSpan.FromMilliseconds(10),
            }
        );
        var exception = Assert.ThrowsAsync<BoardException>(() => board.IdentifyAsync(default))!;
        Assert.That((exception.Kind, exception.Message), Is.EqualTo((BoardErrorKind.Disconnected, exception.Message)));
        Assert.That(exception.Message, Does.Contain("/dev/pslab-that-is-not-there"));
    }

    [Test]
    public async Task A_board_is_used_over_the_network()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync();
            await using var board = new VirtualBoardStream(
                new VirtualBoard(
                    new VirtualBoardOptions(PSLab.Virtual.CircuitCatalogue.Get("loopback")),
                    new TickClock(LoadTolerantTimeProvider.Shared)
                )
            );
            var network = client.GetStream();
            var back = board.CopyToAsync(network);
            await network.CopyToAsync(board);
            await board.DisposeAsync();
            await back;
        });
        await using (var board = new Board($"tcp://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}", Options))
        {
            Assert.That((await board.IdentifyAsync(default)).Version, Is.EqualTo("PSLab V6"));
            Assert.That((await board.Oscilloscope.CaptureAsync(new(1, 1000, 1e-6), default)).Traces[0].Volts, Has.Length.EqualTo(1000));
        }
        await serving;
    }
}
