using System.Globalization;
using System.Text;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>
/// A page to draw on. Lengths are in points (1/72 inch). The origin is the upper left corner, and y increases downwards. This class
/// converts to PDF's coordinates, whose y increases upwards. Content belongs to an element of the document's structure, or it is an
/// artifact, which screen readers skip: lines, bands, and what every page repeats.
/// </summary>
internal sealed class PageCanvas(TaggedDocument document, double width, double height)
{
    /// <summary>The height of a line of text, in font sizes.</summary>
    public const double LineHeight = 1.3;

    private readonly StringBuilder _content = new();
    private readonly List<StructureElement> _marked = [];

    public double Width => width;
    public double Height => height;

    /// <summary>The elements of the page's marked contents. The index of an element is the number of the marked content.</summary>
    public IReadOnlyList<StructureElement> MarkedContents => _marked;

    public byte[] GetContent() => Encoding.ASCII.GetBytes(_content.ToString());

    public void FillRectangle(double x, double y, double w, double h, Colour fill)
    {
        Begin(null);
        SetFillColour(fill);
        _content.Append(CultureInfo.InvariantCulture, $"{x:0.###} {height - y - h:0.###} {w:0.###} {h:0.###} re f\n");
        End();
    }

    /// <summary>Fills all of a path at once. With several paths, anti-aliasing would show gaps between adjacent rectangles.</summary>
    /// <param name="size">The side of the square in points.</param>
    /// <param name="figure">The element that the path shows.</param>
    public void FillPath(UnitPath path, double x, double y, double size, Colour fill, StructureElement figure)
    {
        Begin(AddContent(figure));
        SetFillColour(fill);
        var scale = size / path.Side;
        _content.Append(CultureInfo.InvariantCulture, $"q {scale:0.######} 0 0 {scale:0.######} {x:0.###} {height - y - size:0.###} cm\n");
        _content.Append(path.Operators).Append("f\nQ\n");
        End();
    }

    /// <param name="dash">The length of the dashes and of the gaps. 0: a solid line.</param>
    public void DrawHorizontalLine(double x, double y, double length, double thickness, Colour colour, double dash = 0)
    {
        Begin(null);
        _content.Append(
            CultureInfo.InvariantCulture,
            $"q {colour.Red:0.###} {colour.Green:0.###} {colour.Blue:0.###} RG {thickness:0.###} w "
        );
        if (dash > 0)
            _content.Append(CultureInfo.InvariantCulture, $"[{dash:0.###} {dash:0.###}] 0 d ");
        _content.Append(CultureInfo.InvariantCulture, $"{x:0.###} {height - y:0.###} m {x + length:0.###} {height - y:0.###} l S Q\n");
        End();
    }

    /// <param name="figure">The element of the image. Its box is set.</param>
    public void DrawImage(LogoImage image, double x, double y, double w, double h, StructureElement figure)
    {
        SetBox(figure, x, y, w, h);
        Begin(AddContent(figure));
        _content.Append(
            CultureInfo.InvariantCulture,
            $"q {w:0.###} 0 0 {h:0.###} {x:0.###} {height - y - h:0.###} cm /{document.GetImageName(image)} Do Q\n"
        );
        End();
    }

    public void SetBox(StructureElement figure, double x, double y, double w, double h) =>
        figure.Box = (x, height - y - h, x + w, height - y);

    /// <summary>Draws the lines of a text block below each other.</summary>
    /// <param name="element">The element that the text belongs to. Null: an artifact.</param>
    /// <param name="y">The top of the first line.</param>
    /// <param name="w">The width within which the lines are aligned.</param>
    /// <param name="align">0: left, 0.5: centre, 1: right. Null: the side where the text's direction starts.</param>
    /// <returns>The height of all lines.</returns>
    public double DrawText(StructureElement? element, TextBlock block, double x, double y, double w, Colour colour, double? align = null)
    {
        var lineHeight = block.Size * LineHeight;
        for (var i = 0; i < block.Lines.Count; i++)
        {
            var line = block.Lines[i];
            var left = x + (align ?? (block.RightToLeft ? 1 : 0)) * (w - line.Width * block.Size);
            DrawLine(element, line, left, y + i * lineHeight + block.Size * 1.0, block.Size, colour);
        }
        return block.Lines.Count * lineHeight;
    }

    /// <summary>Rotates and slants everything that is drawn until <see cref="EndTransform"/>.</summary>
    /// <param name="degrees">Clockwise.</param>
    /// <param name="slant">How far a point moves to the right for each unit above the centre.</param>
    /// <param name="x">The centre, which stays in its place.</param>
    public void BeginTransform(double degrees, double slant, double x, double y)
    {
        var (sin, cos) = Math.SinCos(-degrees * Math.PI / 180);
        var (centreX, centreY) = (x, height - y);
        var (c, d) = ((slant * cos) - sin, (slant * sin) + cos);
        var e = centreX - (cos * centreX) - (c * centreY);
        var f = centreY - (sin * centreX) - (d * centreY);
        _content.Append(CultureInfo.InvariantCulture, $"q {cos:0.#####} {sin:0.#####} {c:0.#####} {d:0.#####} {e:0.###} {f:0.###} cm\n");
    }

    public void EndTransform() => _content.Append("Q\n");

    private void DrawLine(StructureElement? element, ShapedLine line, double x, double baseline, double size, Colour colour)
    {
        var lastRun = line.Runs.MaxBy(run => run.Start);
        var contentIds = element is null ? [] : AddContents(element, line, lastRun);
        foreach (var run in line.Runs)
        {
            Begin(contentIds.TryGetValue(run, out var contentId) ? contentId : null);
            SetFillColour(colour);
            var pen = new GlyphPen(_content, document.GetFont(run.Face), run.Face, size, x, height - baseline);
            // Text rendering mode 2 fills and strokes, for bold text of a font without a bold face.
            if (run.Outlined)
                _content.Append(
                    CultureInfo.InvariantCulture,
                    $"q {colour.Red:0.###} {colour.Green:0.###} {colour.Blue:0.###} RG {size * 0.03:0.###} w 2 Tr\n"
                );
            _content.Append("BT\n");
            pen.Write(run, line.IsFollowedBySpace && ReferenceEquals(run, lastRun));
            _content.Append("ET\n");
            pen.DrawOutlines(run.Outlined);
            if (run.Outlined)
                _content.Append("Q\n");
            End();
            x += run.Clusters.Sum(cluster => cluster.Glyphs.Sum(glyph => glyph.Advance)) * size / 1000;
        }
    }

    /// <summary>
    /// Adds the runs of a line to the structure in the order of the text, in which they are read. They are drawn from left to right. A run
    /// of another script is a span: the labels are English, which is the document's language, but the language of the names is not known.
    /// </summary>
    /// <returns>The number of each run's marked content.</returns>
    private Dictionary<GlyphRun, int> AddContents(StructureElement element, ShapedLine line, GlyphRun? lastRun)
    {
        var contentIds = new Dictionary<GlyphRun, int>(ReferenceEqualityComparer.Instance);
        foreach (var run in line.Runs.OrderBy(run => run.Start))
        {
            var language = run.ScriptTag is { } script ? $"und-{script}" : null;
            var text = line.IsFollowedBySpace && ReferenceEquals(run, lastRun) ? run.Text + " " : run.Text;
            contentIds[run] = AddContent(element.GetTextElement(language, run.RightToLeft && text.Length > 1 ? text : null));
        }
        return contentIds;
    }

    /// <returns>The number of a new marked content of the element.</returns>
    private int AddContent(StructureElement element)
    {
        element.AddContent(this, _marked.Count);
        _marked.Add(element);
        return _marked.Count - 1;
    }

    /// <param name="contentId">Null: an artifact.</param>
    private void Begin(int? contentId)
    {
        if (contentId is { } id)
            _content.Append(CultureInfo.InvariantCulture, $"/{_marked[id].Type} <</MCID {id}>> BDC\n");
        else
            _content.Append("/Artifact BMC\n");
    }

    private void End() => _content.Append("EMC\n");

    private void SetFillColour(Colour colour) =>
        _content.Append(CultureInfo.InvariantCulture, $"{colour.Red:0.###} {colour.Green:0.###} {colour.Blue:0.###} rg\n");
}
