using OpenEvent.Application.Common;

namespace OpenEvent.Application.Lab;

/// <summary>Limits how many live streams are open. Users without a verified address share a quarter of them.</summary>
internal sealed class LiveStreamSlots(LiveStreamSettings settings)
    : UserSlots(settings.Concurrent, settings.PerUser, "Too many live streams are open.", (settings.Concurrent + 3) / 4);
