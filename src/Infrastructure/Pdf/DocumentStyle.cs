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
    /// <param name="root">Gets the document's name as a heading, and the logo. Null: the header repeats that of the first page.</param>
    /// <param name="eventName">The event of the logo, for readers who cannot see it.</param>
    /// <returns>The y coordinate where the content starts.</returns>
    public static double DrawHeader(
        PageCanvas page,
        StructureElement? root,
        double margin,
        LogoImage? logo,
        string eventName,
        string heading
    )
    {
        page.FillRectangle(0, 0, page.Width, 7, AccentColour);
        var label = TextBlock.Fit(heading, page.Width / 2, 1, true, 9);
        page.DrawText(root?.Add(StructureType.H1), label, page.Width / 2, margin - 1, page.Width / 2 - margin, AccentColour, align: 1);
        if (logo is not { } image || root is null)
            return margin + 18;
        var scale = Math.Min(LogoWidth / image.Width, LogoHeight / image.Height);
        var figure = root.AddFigure($"Logo of {TextShaper.Sanitize(eventName)}");
        page.DrawImage(image, margin, margin - 4, image.Width * scale, image.Height * scale, figure);
        return margin + image.Height * scale + 10;
    }

    /// <summary>Draws a small caption with a value below it, as one paragraph of the structure.</summary>
    /// <param name="sizes">Font sizes to try, from the largest (see <see cref="TextBlock.Fit"/>).</param>
    /// <returns>The height of both.</returns>
    public static double DrawField(
        PageCanvas page,
        StructureElement parent,
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
        var paragraph = parent.Add(StructureType.P);
        var label = TextBlock.Fit(caption, width, 1, true, 7).WithSpaceAtEnd();
        page.DrawText(paragraph, label, x, y, width, MutedColour, align: 0);
        return 11 + page.DrawText(paragraph, TextBlock.Fit(value, width, maxLines, bold, sizes), x, y + 11, width, TextColour, align: 0);
    }
}
