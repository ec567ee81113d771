namespace OpenEvent.Application.Ticketing;

/// <summary>A text or a QR code on a badge.</summary>
/// <param name="IsQrCode">The text is that of a QR code.</param>
public sealed record BadgeEntry(string Text, bool IsQrCode, BadgeTextStyle Style, BadgeMargins Margins);
