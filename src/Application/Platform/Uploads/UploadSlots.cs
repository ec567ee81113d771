using OpenEvent.Application.Common;

namespace OpenEvent.Application.Platform;

/// <summary>
/// Limits how many uploads a server reads and processes at the same time: 8, of which users without a verified address have at most 4, and
/// 2 of one user. The others are rejected before their bodies are read, because the content of each is in memory.
/// </summary>
internal sealed class UploadSlots() : UserSlots(maxSlots: 8, maxPerUser: 2, "The server is processing other uploads.", maxUnverified: 4);
