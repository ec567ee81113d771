using OpenEvent.Application.Ticketing;
using OpenEvent.Infrastructure.Pdf.Output;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>
/// Draws badges, one on each page: the background, then the entries below each other. If they are too high for the page, their margins
/// shrink first, then texts and codes. Measuring texts is expensive, so the entries of a badge are measured at most three times. All texts
/// are in the fonts of <see cref="FontLibrary"/>. Lengths are in points.
/// </summary>
internal sealed class BadgeLayout : IBadgeRenderer
{
    private const double MinWidth = 10;
    private const double MinSize = 4;

    /// <summary>Italic text is slanted, as the fonts have no italic face.</summary>
    private const double ItalicSlant = 0.21;

    /// <summary>The part of the white square that a QR code fills: scanners need an eighth of it free on all sides.</summary>
    private const double CodeShare = 0.8;

    private const int MaxLines = 3;

    /// <summary>How often the scale is halved when it is searched: to one part in a million.</summary>
    private const int ScaleSteps = 20;

    /// <summary>The part of the page's height that a line of upright text may have.</summary>
    private const double SteepShare = 0.5;

    private const int MaxPictureSide = 1200;

    public byte[] Render(string title, IReadOnlyList<BadgeDocument> badges, CancellationToken ct)
    {
        var document = new TaggedDocument(TextShaper.Sanitize(title));
        var pictures = new Dictionary<ReadOnlyMemory<byte>, LogoImage?>();
        foreach (var badge in badges)
        {
            ct.ThrowIfCancellationRequested();
            Draw(document, badge, FindPicture(badge.Picture, pictures, ct));
        }

        return PdfFileWriter.Write(document);
    }

    /// <summary>Badges of the same form share their picture.</summary>
    private static LogoImage? FindPicture(
        ReadOnlyMemory<byte> file,
        Dictionary<ReadOnlyMemory<byte>, LogoImage?> known,
        CancellationToken ct
    )
    {
        if (!known.TryGetValue(file, out var picture))
            known[file] = picture = LogoImage.Read(file, MaxPictureSide, MaxPictureSide, ct);
        return picture;
    }

    private static void Draw(TaggedDocument document, BadgeDocument badge, LogoImage? picture)
    {
        var page = document.AddPage(badge.Size.Width, badge.Size.Height);
        DrawBackground(page, document.Structure, badge, picture);
        var (blocks, marginScale) = Fit(badge);
        var y = 0.0;
        foreach (var block in blocks)
        {
            y += block.Entry.Margins.Top * marginScale;
            if (block.Text is { } text)
                DrawText(page, document.Structure, block, text, y);
            else
                DrawCode(page, document.Structure, block, y);
            y += block.Height + (block.Entry.Margins.Bottom * marginScale);
        }
    }

    /// <summary>The picture covers the page; what does not fit is beyond its edges.</summary>
    private static void DrawBackground(PageCanvas page, StructureElement root, BadgeDocument badge, LogoImage? picture)
    {
        if (badge.Color is { } color)
            page.FillRectangle(0, 0, page.Width, page.Height, Colour.FromRgb(color));
        if (picture is null)
            return;
        var scale = Math.Max(page.Width / picture.Width, page.Height / picture.Height);
        var (width, height) = (picture.Width * scale, picture.Height * scale);
        page.DrawImage(picture, (page.Width - width) / 2, (page.Height - height) / 2, width, height, root.AddFigure("Background"));
    }

    /// <summary>Measures the entries, and finds the scale of texts and margins with which they fit the page.</summary>
    private static (List<Block> Blocks, double MarginScale) Fit(BadgeDocument badge)
    {
        var scale = 1.0;
        var blocks = Measure(badge, scale);
        for (var isSafe = false; blocks.Sum(b => b.Height) > badge.Size.Height; isSafe = true)
        {
            scale *= FindScale(blocks, badge.Size.Height, isSafe);
            blocks = Measure(badge, scale);
            if (isSafe)
                break; // Texts of the smallest size do not shrink any more.
        }

        var margins = badge.Entries.Sum(e => e.Margins.Top + e.Margins.Bottom);
        var free = Math.Max(0, badge.Size.Height - blocks.Sum(b => b.Height));
        return (blocks, margins > free ? free / margins : 1);
    }

    /// <summary>Calculates the largest scale with which the blocks fit a height, without measuring them.</summary>
    /// <param name="isSafe">Whether texts are expected to be as high as they can be.</param>
    private static double FindScale(List<Block> blocks, double height, bool isSafe)
    {
        var (low, high) = (0.0, 1.0);
        for (var step = 0; step < ScaleSteps; step++)
        {
            var middle = (low + high) / 2;
            if (blocks.Sum(b => b.Estimate(middle, isSafe)) <= height)
                low = middle;
            else
                high = middle;
        }

        return low;
    }

    private static List<Block> Measure(BadgeDocument badge, double scale) =>
        [.. badge.Entries.Select(entry => Measure(entry, badge, scale))];

    private static Block Measure(BadgeEntry entry, BadgeDocument badge, double scale)
    {
        var width = Math.Max(MinWidth, badge.Size.Width - entry.Margins.Left - entry.Margins.Right);
        var left = Math.Min(entry.Margins.Left, badge.Size.Width - width);
        if (entry.IsQrCode)
            return new Block(entry, null, left, width, Math.Min(width, badge.Size.Height * 0.5) * scale);
        var (sin, cos) = Math.SinCos(entry.Style.Rotation * Math.PI / 180);
        var isSteep = Math.Abs(sin) > Math.Abs(cos);
        var size = Math.Max(MinSize, entry.Style.Size * scale);
        var text = TextBlock.Fit(
            entry.Text,
            isSteep ? badge.Size.Height * SteepShare * scale : width,
            MaxLines,
            FontChoice.Of(entry.Style.Font, entry.Style.IsBold),
            size,
            Math.Max(MinSize, size * 0.8),
            MinSize
        );
        var (textWidth, textHeight) = GetSize(text);
        return new Block(entry, text, left, width, (textWidth * Math.Abs(sin)) + (textHeight * Math.Abs(cos))) { FirstSize = size };
    }

    private static (double Width, double Height) GetSize(TextBlock text) =>
        (text.Lines.Max(line => line.Width) * text.Size, text.Lines.Count * text.Size * PageCanvas.LineHeight);

    /// <summary>Draws the text in the middle of the box that it needs when it is rotated.</summary>
    private static void DrawText(PageCanvas page, StructureElement root, Block block, TextBlock text, double y)
    {
        var style = block.Entry.Style;
        var colour = Colour.FromRgb(style.Color);
        var (width, height) = GetSize(text);
        var (sin, cos) = Math.SinCos(style.Rotation * Math.PI / 180);
        var boxWidth = (width * Math.Abs(cos)) + (height * Math.Abs(sin));
        var centreX = block.Left + (style.Alignment * (block.Width - boxWidth)) + (boxWidth / 2);
        var centreY = y + (block.Height / 2);
        var (left, top) = (centreX - (width / 2), centreY - (height / 2));
        page.BeginTransform(style.Rotation, style.IsItalic ? ItalicSlant : 0, centreX, centreY);
        page.DrawText(root.Add(StructureType.P), text, left, top, width, colour, style.Alignment);
        for (var i = 0; style.IsUnderlined && i < text.Lines.Count; i++)
        {
            var length = text.Lines[i].Width * text.Size;
            var lineY = top + (i * text.Size * PageCanvas.LineHeight) + (text.Size * 1.12);
            page.DrawHorizontalLine(left + (style.Alignment * (width - length)), lineY, length, text.Size * 0.06, colour);
        }

        page.EndTransform();
    }

    /// <summary>The code is black on white, whatever the colours of the badge are, because a scanner must read it.</summary>
    private static void DrawCode(PageCanvas page, StructureElement root, Block block, double y)
    {
        var side = block.Height;
        var x = block.Left + (block.Entry.Style.Alignment * (block.Width - side));
        page.FillRectangle(x, y, side, side, Colour.FromRgb(0xFFFFFF));
        var border = side * (1 - CodeShare) / 2;
        QrCode.Draw(page, root, block.Entry.Text, x + border, y + border, side * CodeShare, Colour.FromRgb(0));
    }

    /// <summary>An entry with its place on the page.</summary>
    /// <param name="Text">Null: the entry is a QR code.</param>
    private sealed record Block(BadgeEntry Entry, TextBlock? Text, double Left, double Width, double Height)
    {
        /// <summary>The first font size that was tried, in points.</summary>
        public double FirstSize { get; init; }

        /// <summary>The height at a smaller scale.</summary>
        /// <inheritdoc cref="FindScale" />
        public double Estimate(double scale, bool isSafe)
        {
            if (Text is not { } text)
                return Height * scale;
            var height = Height * Math.Clamp(scale * FirstSize / text.Size, Math.Min(1, MinSize / text.Size), 1);
            // A text that was too long for the first size may fit it now, on more lines.
            return isSafe && text.Size < FirstSize
                ? Math.Max(height, Height * scale * FirstSize / text.Size * MaxLines / text.Lines.Count)
                : height;
        }
    }
}
