using OpenEvent.Application.Common;

namespace OpenEvent.Application.Lab;

/// <summary>Limits how many streams of runs are open. Users without a verified address share a quarter of them.</summary>
internal sealed class RunViewerSlots() : UserSlots(maxSlots: 2000, maxPerUser: 20, "Too many runs are being watched.", maxUnverified: 500);
