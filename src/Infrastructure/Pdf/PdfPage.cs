using System.Globalization;
using System.Text;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>An RGB colour. Each component is between 0 and 1.</summary>
internal readonly record struct Colour(double Red, double Green, double Blue)
{
    public static Colour FromRgb(int rgb) => new((rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0, (rgb & 255) / 255.0);
}

/// <summary>
/// A page to draw on. Lengths are in points (1/72 inch). The origin is the upper left corner, and y increases downwards. This class
/// converts to PDF's coordinates, whose y increases upwards.
/// </summary>
internal sealed class PdfPage(PdfDocument document, double width, double height)
{
    private readonly StringBuilder _content = new();

    public double Width => width;
    public double Height => height;

    public void FillRectangle(double x, double y, double w, double h, Colour fill)
    {
        SetFillColour(fill);
        Write($"{x:0.###} {height - y - h:0.###} {w:0.###} {h:0.###} re f\n");
    }

    /// <summary>Fills all rectangles as one path. With several paths, anti-aliasing would show gaps between adjacent rectangles.</summary>
    public void FillRectangles(IEnumerable<(double X, double Y, double W, double H)> all, Colour fill)
    {
        SetFillColour(fill);
        foreach (var (x, y, w, h) in all)
            Write($"{x:0.###} {height - y - h:0.###} {w:0.###} {h:0.###} re\n");
        _content.Append("f\n");
    }

    /// <param name="dash">The length of the dashes and of the gaps. 0: a solid line.</param>
    public void DrawHorizontalLine(double x, double y, double length, double thickness, Colour colour, double dash = 0)
    {
        Write($"q {colour.Red:0.###} {colour.Green:0.###} {colour.Blue:0.###} RG {thickness:0.###} w ");
        if (dash > 0)
            Write($"[{dash:0.###} {dash:0.###}] 0 d ");
        Write($"{x:0.###} {height - y:0.###} m {x + length:0.###} {height - y:0.###} l S Q\n");
    }

    public void DrawImage(LogoImage image, double x, double y, double w, double h) =>
        Write($"q {w:0.###} 0 0 {h:0.###} {x:0.###} {height - y - h:0.###} cm /{document.GetImageName(image)} Do Q\n");

    /// <summary>Draws the lines of a text block below each other.</summary>
    /// <param name="y">The top of the first line.</param>
    /// <param name="w">The width within which the lines are aligned.</param>
    /// <param name="align">0: left, 0.5: centre, 1: right. Null: the side where the text's direction starts.</param>
    /// <returns>The height of all lines.</returns>
    public double DrawText(TextBlock block, double x, double y, double w, Colour colour, double? align = null)
    {
        var lineHeight = block.Size * 1.3;
        for (var i = 0; i < block.Lines.Count; i++)
        {
            var line = block.Lines[i];
            var left = x + (align ?? (block.RightToLeft ? 1 : 0)) * (w - line.Width * block.Size);
            DrawLine(line, left, y + i * lineHeight + block.Size * 1.0, block.Size, colour);
        }
        return block.Lines.Count * lineHeight;
    }

    public int WriteTo(PdfFile file, int tree, int resources)
    {
        var content = file.AddStream("", Encoding.ASCII.GetBytes(_content.ToString()));
        return file.Add(
            string.Create(
                CultureInfo.InvariantCulture,
                $"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {width:0.##} {height:0.##}] "
                    + $"/Resources {resources} 0 R /Contents {content} 0 R >>"
            )
        );
    }

    private void DrawLine(ShapedLine line, double x, double baseline, double size, Colour colour)
    {
        SetFillColour(colour);
        foreach (var run in line.Runs)
        {
            var pen = new GlyphPen(_content, document.GetFont(run.Face), run.Face, size, x, height - baseline);
            // Text rendering mode 2 fills and strokes, for bold text of a font without a bold face.
            if (run.Outlined)
                Write($"q {colour.Red:0.###} {colour.Green:0.###} {colour.Blue:0.###} RG {size * 0.03:0.###} w 2 Tr\n");
            _content.Append("BT\n");
            pen.Write(run);
            _content.Append("ET\n");
            pen.DrawOutlines(run.Outlined);
            if (run.Outlined)
                _content.Append("Q\n");
            x += run.Clusters.Sum(cluster => cluster.Glyphs.Sum(glyph => glyph.Advance)) * size / 1000;
        }
    }

    private void SetFillColour(Colour colour) => Write($"{colour.Red:0.###} {colour.Green:0.###} {colour.Blue:0.###} rg\n");

    private void Write(FormattableString operators) => _content.Append(operators.ToString(CultureInfo.InvariantCulture));
}
