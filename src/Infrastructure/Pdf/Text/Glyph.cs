namespace OpenEvent.Infrastructure.Pdf;

/// <summary>One glyph. Lengths are in thousandths of the font size. The offsets move the glyph, the advance moves the pen.</summary>
internal readonly record struct Glyph(uint Id, int Advance, int OffsetX, int OffsetY);
