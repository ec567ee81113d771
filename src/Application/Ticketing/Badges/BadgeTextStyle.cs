using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

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
