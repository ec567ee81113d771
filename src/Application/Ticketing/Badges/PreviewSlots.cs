using OpenEvent.Application.Common;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Limits how many previews of badges a server renders at the same time: 2, and 1 of one user. Each occupies a processor.
/// </summary>
internal sealed class PreviewSlots() : UserSlots(2, 1, "The server is rendering other previews.");
