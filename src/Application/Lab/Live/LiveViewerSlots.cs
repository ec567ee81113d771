using OpenEvent.Application.Common;

namespace OpenEvent.Application.Lab;

/// <summary>Limits how many viewers watch devices.</summary>
internal sealed class LiveViewerSlots(LiveStreamSettings settings)
    : UserSlots(settings.Viewers, settings.ViewersPerUser, "Too many devices are being watched.");
