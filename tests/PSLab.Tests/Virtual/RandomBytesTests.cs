using NUnit.Framework;
using OpenEvent.PSLab.Virtual;

namespace OpenEvent.PSLab.Tests.Virtual;

public class RandomBytesTests
{
    private const int Bytes = 1_000_000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Test]
    public void A_million_random_bytes_neither_crash_the_board_nor_hang_it([Values] FirmwareProfile profile)
    {
        var board = new VirtualBoard(new VirtualBoardOptions(PSLab.Virtual.CircuitCatalogue.Get("bench"), profile), new SteppedClock());
        var line = new SerialLine(_ => { }, clock: board.Clock);
        Exception? death = null;
        using var stop = new CancellationTokenSource();
        var thread = new Thread(() =>
        {
            try
            {
                board.Run(line, stop.Token);
            }
            catch (Exception e)
            {
                death = e;
            }
        })
        {
            IsBackground = true,
        };
        thread.Start();

        var random = new Random(20260714);
        var chunk = new byte[16];
        var last = (byte)0;
        for (var sent = 0; sent < Bytes && death is null; sent += chunk.Length)
        {
            random.NextBytes(chunk);
            // The passage to the other UART has no end but a reset; it has a test of its own.
            for (var i = 0; i < chunk.Length; last = chunk[i++])
                if (chunk[i] == 1 && last == 12)
                    chunk[i] = 2;
            line.Feed(chunk);
            Assert.That(SpinWait.SpinUntil(() => line.Waiting == 0 || death is not null, Patience), "the board reads on");
        }
        // A command may still wait for as many bytes as a word can count; zeros are no command.
        for (var sent = 0; sent < 140_000 && death is null; sent += chunk.Length)
        {
            line.Feed(new byte[chunk.Length]);
            Assert.That(SpinWait.SpinUntil(() => line.Waiting == 0 || death is not null, Patience));
        }
        stop.Cancel();
        Assert.That(thread.Join(Patience));
        Assert.That(death, Is.Null);
        using var client = new RawBoardClient(board);
        Assert.That(client.IsSilent(), "the next good command works");
    }
}
