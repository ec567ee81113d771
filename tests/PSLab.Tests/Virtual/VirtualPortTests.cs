using NUnit.Framework;
using OpenEvent.PSLab.Link;
using OpenEvent.PSLab.Protocol;
using OpenEvent.PSLab.Tests.Console;
using OpenEvent.PSLab.Tests.Link;

namespace OpenEvent.PSLab.Tests.Virtual;

/// <summary>The board as a process behind a pseudo-terminal, the driver on a real serial port to it.</summary>
public class VirtualPortTests
{
    /// <summary>The board is another process, which may get its share of the machine later than this one.</summary>
    private static readonly LinkOptions Options = new()
    {
        Margin = TimeSpan.FromSeconds(20),
        Patience = TimeSpan.FromMinutes(1),
        Time = PatientTime.Shared,
    };

    [TestCase("TERM")]
    [TestCase("INT")]
    public async Task It_leaves_cleanly_and_takes_its_link_along(string signal)
    {
        using var folder = new Folder();
        using var pslab = await Pslab.VirtualAsync(folder.File("board"));
        Assert.That(new FileInfo(folder.File("board")).LinkTarget, Does.StartWith("/dev/pts/"));
        await pslab.SignalAsync(signal);
        Assert.That(pslab.ExitCode, Is.Zero);
        Assert.That(Path.Exists(folder.File("board")), Is.False);
        Assert.That(new FileInfo(folder.File("board")).LinkTarget, Is.Null);
    }

    [Test]
    public async Task Attended_it_leaves_when_whoever_started_it_has_gone()
    {
        using var folder = new Folder();
        using var pslab = await Pslab.VirtualAsync(folder.File("board"), "--attended");
        await pslab.LeaveAsync();
        Assert.That(pslab.ExitCode, Is.Zero);
        Assert.That(new FileInfo(folder.File("board")).LinkTarget, Is.Null);
    }

    [Test]
    public async Task A_link_that_a_killed_board_has_left_is_taken_over()
    {
        using var folder = new Folder();
        using (var killed = await Pslab.VirtualAsync(folder.File("board")))
            await killed.SignalAsync("KILL");
        Assert.That(new FileInfo(folder.File("board")).LinkTarget, Is.Not.Null, "nobody could remove it");
        using var pslab = await Pslab.VirtualAsync(folder.File("board"));
        await using var board = new Board(folder.File("board"), Options);
        Assert.That(await board.Multimeter.ResistanceAsync(default), Is.EqualTo(10_000).Within(1).Percent);
    }

    [Test]
    public async Task Clients_come_and_go_and_settings_stay()
    {
        using var folder = new Folder();
        using var pslab = await Pslab.VirtualAsync(folder.File("board"), "--circuit", "loopback", "--ideal");
        for (var client = 0; client < 5; client++)
        {
            await using var board = new Board(folder.File("board"), Options);
            if (client == 0)
                await board.Power.SetAsync(OpenEvent.PSLab.Instruments.Supply.PV3, 2, default);
            Assert.That(await board.Multimeter.VoltsAsync(AnalogInput.Vol, default), Is.EqualTo(2).Within(0.002), $"client {client}");
        }
    }

    [Test]
    public async Task What_a_client_left_unread_is_not_the_next_one_s()
    {
        using var folder = new Folder();
        using var pslab = await Pslab.VirtualAsync(folder.File("board"));
        // The first asks for 20,001 bytes, more than a terminal holds, and leaves.
        await using (var first = new FileStream(folder.File("board"), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, 0))
            await first.WriteAsync(Convert.FromHexString("0B0800001027"));
        await using var board = new Board(folder.File("board"), Options);
        Assert.That(await board.Multimeter.ResistanceAsync(default), Is.EqualTo(10_000).Within(1).Percent);
    }

    [Test]
    public async Task Half_a_command_of_a_client_that_died_harms_nobody()
    {
        using var folder = new Folder();
        using var pslab = await Pslab.VirtualAsync(folder.File("board"));
        await using (var first = new FileStream(folder.File("board"), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, 0))
            await first.WriteAsync(Convert.FromHexString("0707FF"));
        await using var board = new Board(folder.File("board"), Options with { Margin = TimeSpan.FromSeconds(3), Handshakes = 20 });
        Assert.That(await board.Multimeter.ResistanceAsync(default), Is.EqualTo(10_000).Within(1).Percent);
    }

    [Test]
    public async Task After_a_hang_up_the_same_link_leads_to_the_board_again()
    {
        using var folder = new Folder();
        using var pslab = await Pslab.VirtualAsync(folder.File("board"), "--fault", "hang-up@12");
        await using var board = new Board(folder.File("board"), Options);
        var faults = 0;
        for (var call = 0; call < 12; call++)
        {
            try
            {
                Assert.That(await board.Multimeter.ResistanceAsync(default), Is.EqualTo(10_000).Within(1).Percent);
            }
            catch (BoardFault fault)
            {
                Assert.That(fault.Kind, Is.EqualTo(FaultKind.Lost));
                faults++;
            }
        }
        Assert.That(faults, Is.EqualTo(1));
    }

    [Test]
    public async Task Every_byte_passes_unchanged()
    {
        using var folder = new Folder();
        using var pslab = await Pslab.VirtualAsync(folder.File("board"));
        await using var board = new Board(folder.File("board"), Options);
        // Among them the bytes that a terminal in cooked mode would take for signals, ends and flow control.
        var words = Enumerable.Range(0, 256).Select(i => (uint)(i * 257)).ToArray();
        await board.Link.AskAsync(Commands.FillBuffer.WithRuns([0], [256], words));
        Assert.That((await board.Link.AskAsync(Commands.RetrieveBuffer.With(0, 256))).Values.All("words"), Is.EqualTo(words));
    }

    [Test]
    public async Task A_file_that_is_no_link_is_not_overwritten()
    {
        using var folder = new Folder();
        await File.WriteAllTextAsync(folder.File("board"), "mine");
        var (code, _, errors) = await Pslab.RunAsync("virtual", "--link", folder.File("board"));
        Assert.That((code, errors), Is.EqualTo((1, $"pslab: {folder.File("board")} exists and is no symbolic link.{Environment.NewLine}")));
        Assert.That(await File.ReadAllTextAsync(folder.File("board")), Is.EqualTo("mine"));
    }
}
