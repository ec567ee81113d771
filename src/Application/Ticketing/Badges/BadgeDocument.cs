using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>The content of one badge.</summary>
/// <param name="Color">The background as <c>0xRRGGBB</c>; null: white.</param>
/// <param name="Picture">A file that covers the background. Empty: none.</param>
/// <param name="Entries">From top to bottom, at most <see cref="BadgeBuilder.MaxEntries"/>.</param>
public sealed record BadgeDocument(BadgeSize Size, int? Color, ReadOnlyMemory<byte> Picture, IReadOnlyList<BadgeEntry> Entries);
