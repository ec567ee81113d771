namespace OpenEvent.Infrastructure.Pdf;

/// <summary>The smallest piece of text with its own glyphs: usually one character and one glyph.</summary>
internal sealed record Cluster(string Text, Glyph[] Glyphs);
