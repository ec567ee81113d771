using NUnit.Framework;
using OpenEvent.PSLab.Link;
using OpenEvent.PSLab.Tests.Link;
using OpenEvent.PSLab.Tests.Virtual;
using OpenEvent.PSLab.Virtual;

namespace OpenEvent.PSLab.Tests.Instruments;

/// <summary>
/// A capacitor is measured by a discharge of 50 ms within a recording of 100 ms. If the machine requests the discharge late, the recording
/// contains only part of it or nothing. The test controls the time, so the delay is exact.
/// </summary>
public class LateDischargeTests
{
    private const double Farads = 4.7e-6;

    private int _begun;

    [TestCase(0, 0, 1)]
    [TestCase(40, 1, 1, Description = "The recording still contains the whole discharge.")]
    [TestCase(60, 1, 2)]
    [TestCase(250, 1, 2, Description = "The recording ended before the discharge.")]
    [TestCase(250, 9, 10)]
    public async Task A_discharge_that_began_too_late_for_its_recording_is_repeated(int milliseconds, int times, int discharges)
    {
        Assert.That(await MeasureAsync(milliseconds, times), Is.EqualTo(Farads).Within(4).Percent);
        Assert.That(_begun, Is.EqualTo(discharges));
    }

    [Test]
    public void A_machine_that_is_always_late_gets_an_error()
    {
        Assert.That(
            Assert.ThrowsAsync<BoardException>(() => MeasureAsync(250, int.MaxValue))!.Kind,
            Is.EqualTo(BoardErrorKind.Unmeasurable)
        );
        Assert.That(_begun, Is.EqualTo(10));
    }

    private async Task<double> MeasureAsync(int milliseconds, int times)
    {
        _begun = 0;
        var clock = new SteppedClock();
        var circuit = new Circuit("c", "a capacitor") { Step = TimeSpan.FromMicroseconds(20) }.Capacitor("CAP", Circuit.Ground, Farads);
        await using var line = new InterceptingStream(
            new VirtualBoardStream(new VirtualBoard(new VirtualBoardOptions(circuit), clock)),
            written =>
            {
                // SET_CAP to low starts the discharge.
                if (written is [2, 21, 0, ..] && _begun++ < times)
                    clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
            }
        );
        await using var board = new Board(
            new BoardLink(line, new LinkOptions { Margin = TimeSpan.FromSeconds(20), Time = new SteppedTimeProvider(clock) })
        );
        return await board.Multimeter.MeasureCapacitanceByDischargeAsync(default);
    }
}
