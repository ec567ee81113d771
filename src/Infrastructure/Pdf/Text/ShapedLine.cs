namespace OpenEvent.Infrastructure.Pdf;

/// <summary>A line of text. Its runs are in visual order, from left to right.</summary>
/// <param name="Width">In multiples of the font size.</param>
/// <param name="IsFollowedBySpace">Whether a space, which is not drawn, separates the line from the next one for readers.</param>
internal sealed record ShapedLine(string Text, IReadOnlyList<GlyphRun> Runs, double Width, bool IsFollowedBySpace = false);
