using OpenEvent.Application.Common;

namespace OpenEvent.Application.Events;

/// <summary>
/// Limits how many copies of events run at the same time: 4, and 1 of one user. Each holds a connection for up to seconds.
/// </summary>
internal sealed class CopySlots() : UserSlots(maxSlots: 4, maxPerUser: 1, "The server is copying other events.");
