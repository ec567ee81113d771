using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Renders badges as a PDF document, one on each page. Deterministic, like <see cref="IPdfRenderer"/>.</summary>
public interface IBadgeRenderer
{
    /// <param name="title">The title in the PDF's metadata.</param>
    /// <param name="ct">Is asked before each badge.</param>
    /// <returns>A PDF 1.7 document.</returns>
    byte[] Render(string title, IReadOnlyList<BadgeDocument> badges, CancellationToken ct);
}

/// <summary>The content of one badge.</summary>
/// <param name="Color">The background as <c>0xRRGGBB</c>; null: white.</param>
/// <param name="Picture">A file that covers the background. Empty: none.</param>
/// <param name="Entries">From top to bottom, at most <see cref="BadgeBuilder.MaxEntries"/>.</param>
public sealed record BadgeDocument(BadgeSize Size, int? Color, ReadOnlyMemory<byte> Picture, IReadOnlyList<BadgeEntry> Entries);

/// <summary>A text or a QR code on a badge.</summary>
/// <param name="IsQrCode">The text is that of a QR code.</param>
public sealed record BadgeEntry(string Text, bool IsQrCode, BadgeTextStyle Style, BadgeMargins Margins);

/// <summary>How a text looks.</summary>
/// <param name="Size">The font size in points.</param>
/// <param name="Color">As <c>0xRRGGBB</c>.</param>
/// <param name="Alignment">0: left, 0.5: centre, 1: right.</param>
/// <param name="Rotation">Degrees, clockwise.</param>
public sealed record BadgeTextStyle(
    double Size,
    int Color,
    double Alignment = 0.5,
    double Rotation = 0,
    bool IsBold = false,
    bool IsItalic = false,
    bool IsUnderlined = false,
    BadgeFont Font = BadgeFont.Sans
);

/// <summary>The space around an entry, in points.</summary>
public readonly record struct BadgeMargins(double Top, double Right, double Bottom, double Left);
