using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>Finds the event of a video stream.</summary>
internal static class VideoStreamLookup
{
    /// <summary>The event whose team manages the stream.</summary>
    public static Task<long> GetHostEventIdAsync(this IData data, long streamId, CancellationToken ct) =>
        data.Set<VideoStream>().Where(s => s.Id == streamId).Select(s => s.HostEventId).SingleAsync(ct);
}
