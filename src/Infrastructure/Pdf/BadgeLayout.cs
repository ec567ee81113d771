using OpenEvent.Application.Ticketing;
using OpenEvent.Infrastructure.Pdf.Output;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>
/// Draws badges, one on each page: the background, then the entries below each other. If they are too high for the page, their margins
/// shrink first, then texts and codes. All texts are in the fonts of <see cref="FontLibrary"/>. Lengths are in points.
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

    /// <summary>Measuring is expensive, and very small texts do not shrink any more.</summary>
    private const int MaxAttempts = 8;

    /// <summary>The height of a line in font sizes, as <see cref="PageCanvas.DrawText"/> has it.</summary>
    private const double LineHeight = 1.3;

    /// <summary>The part of the page's height that a line of upright text may have.</summary>
    private const double SteepShare = 0.5;

    private const int MaxPictureSide = 1200;

    public byte[] Render(string title, IReadOnlyList<BadgeDocument> badges)
    {
        var document = new TaggedDocument(TextShaper.Sanitize(title));
        var pictures = new Dictionary<ReadOnlyMemory<byte>, LogoImage?>();
        foreach (var badge in badges)
            Draw(document, badge, FindPicture(badge.Picture, pictures));
        return PdfFileWriter.Write(document);
    }

    /// <summary>Badges of the same form share their picture.</summary>
    private static LogoImage? FindPicture(ReadOnlyMemory<byte> file, Dictionary<ReadOnlyMemory<byte>, LogoImage?> known)
    {
        if (!known.TryGetValue(file, out var picture))
            known[file] = picture = LogoImage.Read(file, MaxPictureSide, MaxPictureSide);
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

    /// <summary>Measures the entries and finds the scale of the margins with which they fit the page.</summary>
    private static (List<Block> Blocks, double MarginScale) Fit(BadgeDocument badge)
    {
        var scale = 1.0;
        for (var attempt = 1; ; attempt++)
        {
            var blocks = badge.Entries.Select(entry => Measure(entry, badge, scale)).ToList();
            var height = blocks.Sum(b => b.Height);
            if (height <= badge.Size.Height || attempt == MaxAttempts)
            {
                var margins = badge.Entries.Sum(e => e.Margins.Top + e.Margins.Bottom);
                var free = Math.Max(0, badge.Size.Height - height);
                return (blocks, margins > free ? free / margins : 1);
            }

            scale *= Math.Clamp(badge.Size.Height / height, 0.3, 0.9);
        }
    }

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
            entry.Style.IsBold,
            size,
            Math.Max(MinSize, size * 0.8),
            MinSize
        );
        var (textWidth, textHeight) = GetSize(text);
        return new Block(entry, text, left, width, (textWidth * Math.Abs(sin)) + (textHeight * Math.Abs(cos)));
    }

    private static (double Width, double Height) GetSize(TextBlock text) =>
        (text.Lines.Max(line => line.Width) * text.Size, text.Lines.Count * text.Size * LineHeight);

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
            var lineY = top + (i * text.Size * LineHeight) + (text.Size * 1.12);
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
    private sealed record Block(BadgeEntry Entry, TextBlock? Text, double Left, double Width, double Height);
}
