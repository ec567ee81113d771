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
        Exception? failure = null;
        using var stop = new CancellationTokenSource();
        var thread = new Thread(() =>
        {
            try
            {
                board.Run(line, stop.Token);
            }
            catch (Exception e)
            {
                failure = e;
            }
        })
        {
            IsBackground = true,
        };
        thread.Start();

        var random = new Random(20260714);
        var chunk = new byte[16];
        var last = (byte)0;
        for (var sent = 0; sent < Bytes && failure is null; sent += chunk.Length)
        {
            random.NextBytes(chunk);
            // The passthrough to the second UART only ends with a reset. It has its own test.
            for (var i = 0; i < chunk.Length; last = chunk[i++])
                if (chunk[i] == 1 && last == 12)
                    chunk[i] = 2;
            line.Feed(chunk);
            Assert.That(SpinWait.SpinUntil(() => line.Waiting == 0 || failure is not null, Patience), "the board reads all bytes");
        }
        // The board may still wait for up to 65,535 bytes of a command. Zeros are not a command.
        for (var sent = 0; sent < 140_000 && failure is null; sent += chunk.Length)
        {
            line.Feed(new byte[chunk.Length]);
            Assert.That(SpinWait.SpinUntil(() => line.Waiting == 0 || failure is not null, Patience));
        }
        stop.Cancel();
        Assert.That(thread.Join(Patience));
        Assert.That(failure, Is.Null);
        using var client = new RawBoardClient(board);
        Assert.That(client.IsSilent(), "the next good command works");
    }
}
