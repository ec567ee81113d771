using NUnit.Framework;
using OpenEvent.PSLab.Link;
using OpenEvent.PSLab.Protocol;
using OpenEvent.PSLab.Tests.Console;
using OpenEvent.PSLab.Tests.Link;

namespace OpenEvent.PSLab.Tests.Virtual;

/// <summary>The virtual board as a process behind a pseudo-terminal, and the driver on a serial port to it.</summary>
public class VirtualPortTests
{
    /// <summary>A long margin, because the board is another process, which may run late on a busy machine.</summary>
    private static readonly LinkOptions Options = new()
    {
        Margin = TimeSpan.FromSeconds(20),
        ReconnectTimeout = TimeSpan.FromMinutes(1),
        Time = LoadTolerantTimeProvider.Shared,
    };

    [TestCase("TERM")]
    [TestCase("INT")]
    public async Task It_exits_cleanly_and_removes_its_link(string signal)
    {
        using var folder = new TemporaryFolder();
        using var pslab = await PslabProcess.StartVirtualAsync(folder.GetPath("board"));
        Assert.That(new FileInfo(folder.GetPath("board")).LinkTarget, Does.StartWith("/dev/pts/"));
        await pslab.SignalAsync(signal);
        Assert.That(pslab.ExitCode, Is.Zero);
        Assert.That(Path.Exists(folder.GetPath("board")), Is.False);
        Assert.That(new FileInfo(folder.GetPath("board")).LinkTarget, Is.Null);
    }

    [Test]
    public async Task With_attended_it_exits_when_its_parent_process_ends()
    {
        using var folder = new TemporaryFolder();
        using var pslab = await PslabProcess.StartVirtualAsync(folder.GetPath("board"), "--attended");
        await pslab.CloseInputAsync();
        Assert.That(pslab.ExitCode, Is.Zero);
        Assert.That(new FileInfo(folder.GetPath("board")).LinkTarget, Is.Null);
    }

    [TestCase("INT")]
    [TestCase("TERM")]
    public async Task With_attended_a_signal_to_the_whole_group_of_processes_does_not_end_it(string signal)
    {
        using var folder = new TemporaryFolder();
        using var pslab = await PslabProcess.StartVirtualAsync(folder.GetPath("board"), "--attended");
        await pslab.SendSignalAsync(signal);
        await using (var board = new Board(folder.GetPath("board"), Options))
            Assert.That(await board.Multimeter.MeasureResistanceAsync(default), Is.EqualTo(10_000).Within(1).Percent);
        await pslab.CloseInputAsync();
        Assert.That(pslab.ExitCode, Is.Zero);
    }

    [Test]
    public async Task A_link_left_by_a_killed_board_is_replaced()
    {
        using var folder = new TemporaryFolder();
        using (var killed = await PslabProcess.StartVirtualAsync(folder.GetPath("board")))
            await killed.SignalAsync("KILL");
        Assert.That(new FileInfo(folder.GetPath("board")).LinkTarget, Is.Not.Null, "a killed process cannot remove its link");
        using var pslab = await PslabProcess.StartVirtualAsync(folder.GetPath("board"));
        await using var board = new Board(folder.GetPath("board"), Options);
        Assert.That(await board.Multimeter.MeasureResistanceAsync(default), Is.EqualTo(10_000).Within(1).Percent);
    }

    [Test]
    public async Task Settings_stay_when_clients_disconnect_and_connect()
    {
        using var folder = new TemporaryFolder();
        using var pslab = await PslabProcess.StartVirtualAsync(folder.GetPath("board"), "--circuit", "loopback", "--ideal");
        for (var client = 0; client < 5; client++)
        {
            await using var board = new Board(folder.GetPath("board"), Options);
            if (client == 0)
                await board.Power.SetAsync(OpenEvent.PSLab.Instruments.SupplyOutput.PV3, 2, default);
            Assert.That(
                await board.Multimeter.MeasureVoltageAsync(AnalogInput.Vol, default),
                Is.EqualTo(2).Within(0.002),
                $"client {client}"
            );
        }
    }

    [Test]
    public async Task Unread_bytes_of_one_client_do_not_reach_the_next()
    {
        using var folder = new TemporaryFolder();
        using var pslab = await PslabProcess.StartVirtualAsync(folder.GetPath("board"));
        // The first client requests 20,001 bytes, more than a terminal buffers, and disconnects.
        await using (var first = new FileStream(folder.GetPath("board"), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, 0))
            await first.WriteAsync(Convert.FromHexString("0B0800001027"));
        await using var board = new Board(folder.GetPath("board"), Options);
        Assert.That(await board.Multimeter.MeasureResistanceAsync(default), Is.EqualTo(10_000).Within(1).Percent);
    }

    [Test]
    public async Task An_incomplete_command_of_a_killed_client_does_not_affect_the_next_client()
    {
        using var folder = new TemporaryFolder();
        using var pslab = await PslabProcess.StartVirtualAsync(folder.GetPath("board"));
        await using (var first = new FileStream(folder.GetPath("board"), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, 0))
            await first.WriteAsync(Convert.FromHexString("0707FF"));
        await using var board = new Board(
            folder.GetPath("board"),
            Options with
            {
                Margin = TimeSpan.FromSeconds(3),
                HandshakeAttempts = 20,
            }
        );
        Assert.That(await board.Multimeter.MeasureResistanceAsync(default), Is.EqualTo(10_000).Within(1).Percent);
    }

    [Test]
    public async Task After_a_hang_up_the_same_link_points_to_the_board_again()
    {
        using var folder = new TemporaryFolder();
        using var pslab = await PslabProcess.StartVirtualAsync(folder.GetPath("board"), "--fault", "hang-up@12");
        await using var board = new Board(folder.GetPath("board"), Options);
        var faults = 0;
        for (var call = 0; call < 12; call++)
        {
            try
            {
                Assert.That(await board.Multimeter.MeasureResistanceAsync(default), Is.EqualTo(10_000).Within(1).Percent);
            }
            catch (BoardException exception)
            {
                Assert.That(exception.Kind, Is.EqualTo(BoardErrorKind.Disconnected));
                faults++;
            }
        }
        Assert.That(faults, Is.EqualTo(1));
    }

    [Test]
    public async Task Every_byte_passes_unchanged()
    {
        using var folder = new TemporaryFolder();
        using var pslab = await PslabProcess.StartVirtualAsync(folder.GetPath("board"));
        await using var board = new Board(folder.GetPath("board"), Options);
        // They include the bytes that a terminal in cooked mode would interpret.
        var words = Enumerable.Range(0, 256).Select(i => (uint)(i * 257)).ToArray();
        await board.Link.ExecuteAsync(Commands.FillBuffer.CreateArrayRequest([0], [256], words));
        Assert.That(
            (await board.Link.ExecuteAsync(Commands.RetrieveBuffer.CreateRequest(0, 256))).Values.GetItems("words"),
            Is.EqualTo(words)
        );
    }

    [Test]
    public async Task A_file_that_is_not_a_link_is_not_overwritten()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.GetPath("board"), "mine");
        var (code, _, errors) = await PslabProcess.RunAsync("virtual", "--link", folder.GetPath("board"));
        Assert.That(
            (code, errors),
            Is.EqualTo((1, $"pslab: {folder.GetPath("board")} exists and is not a symbolic link.{Environment.NewLine}"))
        );
        Assert.That(await File.ReadAllTextAsync(folder.GetPath("board")), Is.EqualTo("mine"));
    }
}
