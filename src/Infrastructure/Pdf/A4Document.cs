using static OpenEvent.Infrastructure.Pdf.DocumentStyle;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>
/// A document of A4 pages that is filled from top to bottom: a header and a page number on each page, a band of facts, and rows of amounts.
/// Lengths are in points (1/72 inch).
/// </summary>
internal sealed class A4Document
{
    public const double Margin = 48;
    public const double ContentWidth = PageWidth - (2 * Margin);

    private const double PageWidth = 595.28;
    private const double PageHeight = 841.89;
    private const double FooterHeight = 64;
    private const double AmountX = Margin + ContentWidth - 110;
    private const double PriceX = AmountX - 110;
    private const double QuantityX = PriceX - 50;

    private readonly PdfDocument _document;
    private readonly string _heading;
    private readonly LogoImage? _logo;
    private readonly List<PdfPage> _pages = [];

    /// <param name="title">The title in the PDF's metadata.</param>
    /// <param name="heading">The document's name in the header, e.g. <c>INVOICE</c>.</param>
    /// <param name="logo">An image file for the first page's header. Empty: none.</param>
    public A4Document(string title, string heading, ReadOnlyMemory<byte> logo)
    {
        _document = new PdfDocument(title);
        _heading = heading;
        _logo = LogoImage.Read(logo);
        StartPage();
    }

    public PdfPage Page => _pages[^1];

    /// <summary>How far the page is filled, in points from its top.</summary>
    public double Y { get; set; }

    /// <summary>Starts a new page if the current one has less space than this height, so that the next content stays on one page.</summary>
    public void EnsureSpace(double height)
    {
        if (Y + height > PageHeight - FooterHeight)
            StartPage();
    }

    /// <summary>Draws a shaded band of captions, each with its text below.</summary>
    public void AddFacts(params ReadOnlySpan<(string Caption, string Text)> facts)
    {
        Page.FillRectangle(Margin, Y, ContentWidth, 58, BandColour);
        var column = (ContentWidth - 32) / facts.Length;
        for (var i = 0; i < facts.Length; i++)
            DrawField(Page, facts[i].Caption, facts[i].Text, Margin + 16 + (i * column), Y + 13, column - 10, 2, false, 10.5, 8.5, 7.5);
        Y += 58;
    }

    public void AddHeaderRow(string name) => DrawRow(true, name, "QUANTITY", "PRICE", "AMOUNT", 7.5, MutedColour);

    public void AddRow(string name, string quantity, string price, string amount) =>
        DrawRow(false, name, quantity, price, amount, 10.5, TextColour);

    public void AddSumRow(string name, string amount) => AddRow(name, "", "", amount);

    public void AddTotalRow(string amount) => DrawRow(true, "Total", "", "", amount, 12, TextColour);

    public void AddNoteRow(string text) => DrawRow(false, text, "", "", "", 8.5, MutedColour);

    /// <summary>Draws the footers and returns the PDF file.</summary>
    /// <param name="footer">The text at the bottom of every page, beside its number.</param>
    public byte[] Finish(string footer)
    {
        for (var i = 0; i < _pages.Count; i++)
        {
            _pages[i]
                .DrawText(
                    TextBlock.Fit(footer, ContentWidth - 80, 1, false, 8),
                    Margin,
                    PageHeight - 38,
                    ContentWidth - 80,
                    MutedColour,
                    align: 0
                );
            _pages[i]
                .DrawText(
                    TextBlock.Fit($"Page {i + 1} of {_pages.Count}", 80, 1, false, 8),
                    PageWidth - Margin - 80,
                    PageHeight - 38,
                    80,
                    MutedColour,
                    align: 1
                );
        }

        return _document.Finish();
    }

    private void StartPage()
    {
        _pages.Add(_document.AddPage(PageWidth, PageHeight));
        Y = DrawHeader(Page, Margin, _pages.Count == 1 ? _logo : null, _heading) + (_pages.Count == 1 ? 0 : 18);
    }

    private void DrawRow(bool bold, string name, string quantity, string price, string amount, double size, Colour colour)
    {
        var nameBlock = TextBlock.Fit(name, QuantityX - Margin - 12, 3, bold, size);
        var height = (nameBlock.Lines.Count * size * 1.3) + 10;
        EnsureSpace(height);
        Page.DrawText(nameBlock, Margin, Y + 5, QuantityX - Margin - 12, colour, align: 0);
        DrawRightAligned(quantity, QuantityX, 50);
        DrawRightAligned(price, PriceX, 105);
        DrawRightAligned(amount, AmountX, 110);
        Y += height;
        Page.DrawHorizontalLine(Margin, Y, ContentWidth, 0.5, RuleColour);

        void DrawRightAligned(string text, double x, double width) =>
            Page.DrawText(TextBlock.Fit(text, width, 1, bold, size, size * 0.8, size * 0.6), x, Y + 5, width, colour, align: 1);
    }
}
