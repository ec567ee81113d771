namespace OpenEvent.Infrastructure.Pdf;

/// <summary>The look that both documents share: colours, and the parts of which they consist.</summary>
internal static class Design
{
    public static readonly Colour Ink = Colour.Of(0x14213D);
    public static readonly Colour Accent = Colour.Of(0x0B63CE);
    public static readonly Colour Muted = Colour.Of(0x6B7280);
    public static readonly Colour Rule = Colour.Of(0xD1D5DB);
    public static readonly Colour Shade = Colour.Of(0xF3F5F9);

    private const double LogoWidth = 150,
        LogoHeight = 52;

    /// <summary>The strip at the top, the logo, and what kind of document this is.</summary>
    /// <returns>The height down to where the content starts.</returns>
    public static double Head(PdfPage page, double margin, Picture? logo, string kind)
    {
        page.Rectangle(0, 0, page.Width, 7, Accent);
        var label = TextBlock.Fit(kind, page.Width / 2, 1, true, 9);
        page.Text(label, page.Width / 2, margin - 1, page.Width / 2 - margin, Accent, align: 1);
        if (logo is not { } picture)
            return margin + 18;
        var scale = Math.Min(LogoWidth / picture.Width, LogoHeight / picture.Height);
        page.Picture(picture, margin, margin - 4, picture.Width * scale, picture.Height * scale);
        return margin + picture.Height * scale + 10;
    }

    /// <summary>A small caption with a value below it.</summary>
    /// <returns>The height of both.</returns>
    public static double Field(
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
        page.Text(TextBlock.Fit(caption, width, 1, true, 7), x, y, width, Muted, align: 0);
        return 11 + page.Text(TextBlock.Fit(value, width, maxLines, bold, sizes), x, y + 11, width, Ink, align: 0);
    }
}
