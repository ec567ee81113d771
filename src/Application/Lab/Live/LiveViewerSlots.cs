using OpenEvent.Application.Common;

namespace OpenEvent.Application.Lab;

/// <summary>Limits how many viewers watch devices. Users without a verified address share a quarter of the places.</summary>
internal sealed class LiveViewerSlots(LiveStreamSettings settings)
    : UserSlots(settings.Viewers, settings.ViewersPerUser, "Too many devices are being watched.", (settings.Viewers + 3) / 4);
