using OpenEvent.Application.Lab;
using OpenEvent.Domain.Common;
using OpenEvent.PSLab;

namespace OpenEvent.Infrastructure.Lab;

/// <summary>Turns the settings of a live stream into a capture on a board.</summary>
internal static class LiveInstruments
{
    /// <exception cref="RejectedException">Invalid: the board has no such channels, or cannot record so much.</exception>
    public static Func<Board, CancellationToken, Task<LiveFrame>> Prepare(LiveCapture capture) =>
        capture.Instrument switch
        {
            LiveInstrument.Scope => LiveScope.Prepare(capture),
            LiveInstrument.Logic => LiveLogic.Prepare(capture),
            _ => LiveMeter.Prepare(capture),
        };
}
