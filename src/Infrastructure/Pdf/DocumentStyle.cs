namespace OpenEvent.Infrastructure.Pdf;

/// <summary>The colours and the common parts of all documents. Lengths are in points (1/72 inch).</summary>
internal static class DocumentStyle
{
    public static readonly Colour TextColour = Colour.FromRgb(0x14213D);
    public static readonly Colour AccentColour = Colour.FromRgb(0x0B63CE);
    public static readonly Colour MutedColour = Colour.FromRgb(0x6B7280);
    public static readonly Colour RuleColour = Colour.FromRgb(0xD1D5DB);
    public static readonly Colour BandColour = Colour.FromRgb(0xF3F5F9);

    private const double LogoWidth = 150;
    private const double LogoHeight = 52;

    /// <summary>Draws the coloured strip at the top, the logo and the document's name.</summary>
    /// <returns>The y coordinate where the content starts.</returns>
    public static double DrawHeader(PdfPage page, double margin, LogoImage? logo, string heading)
    {
        page.FillRectangle(0, 0, page.Width, 7, AccentColour);
        var label = TextBlock.Fit(heading, page.Width / 2, 1, true, 9);
        page.DrawText(label, page.Width / 2, margin - 1, page.Width / 2 - margin, AccentColour, align: 1);
        if (logo is not { } image)
            return margin + 18;
        var scale = Math.Min(LogoWidth / image.Width, LogoHeight / image.Height);
        page.DrawImage(image, margin, margin - 4, image.Width * scale, image.Height * scale);
        return margin + image.Height * scale + 10;
    }

    /// <summary>Draws a small caption with a value below it.</summary>
    /// <param name="sizes">Font sizes to try, from the largest (see <see cref="TextBlock.Fit"/>).</param>
    /// <returns>The height of both.</returns>
    public static double DrawField(
        PdfPage page,
        string caption,
        string? value,
        double x,
        double y,
        double width,
        int maxLines,
        bool bold,
        params ReadOnlySpan<double> sizes
    )
    {
        page.DrawText(TextBlock.Fit(caption, width, 1, true, 7), x, y, width, MutedColour, align: 0);
        return 11 + page.DrawText(TextBlock.Fit(value, width, maxLines, bold, sizes), x, y + 11, width, TextColour, align: 0);
    }
}
