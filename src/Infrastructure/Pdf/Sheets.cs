using static OpenEvent.Infrastructure.Pdf.Design;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>A document of A4 pages that is filled from top to bottom: a head on each, a band of facts, rows of money, and page numbers.</summary>
internal sealed class Sheets
{
    public const double Margin = 48,
        Inner = PageWidth - (2 * Margin);

    private const double PageWidth = 595.28,
        PageHeight = 841.89,
        Foot = 64;
    private const double AmountX = Margin + Inner - 110,
        PriceX = AmountX - 110,
        QuantityX = PriceX - 50;

    private readonly PdfDocument _document;
    private readonly string _kind;
    private readonly Picture? _logo;
    private readonly List<PdfPage> _pages = [];

    /// <param name="kind">What it is, beside the head's logo.</param>
    public Sheets(string title, string kind, ReadOnlyMemory<byte> logo)
    {
        (_document, _kind, _logo) = (new PdfDocument(title), kind, Picture.Read(logo));
        TurnPage();
    }

    public PdfPage Page => _pages[^1];

    /// <summary>How far down the page is filled.</summary>
    public double Y { get; set; }

    /// <summary>What is about to be drawn stands on one page.</summary>
    public void MakeRoom(double height)
    {
        if (Y + height > PageHeight - Foot)
            TurnPage();
    }

    /// <summary>A shaded band of four captions, each with its text below.</summary>
    public void Facts(params ReadOnlySpan<(string Caption, string Text)> facts)
    {
        Page.Rectangle(Margin, Y, Inner, 58, Shade);
        var column = (Inner - 32) / facts.Length;
        for (var i = 0; i < facts.Length; i++)
            Field(Page, facts[i].Caption, facts[i].Text, Margin + 16 + (i * column), Y + 13, column - 10, 2, false, 10.5, 8.5, 7.5);
        Y += 58;
    }

    public void Captions(string what) => Row(true, what, "QUANTITY", "PRICE", "AMOUNT", 7.5, Muted);

    public void Line(string name, string quantity, string price, string amount) => Row(false, name, quantity, price, amount, 10.5, Ink);

    public void Sum(string name, string amount) => Line(name, "", "", amount);

    public void Total(string amount) => Row(true, "Total", "", "", amount, 12, Ink);

    public void Note(string text) => Row(false, text, "", "", "", 8.5, Muted);

    /// <param name="foot">What stands at the foot of every page, beside its number.</param>
    public byte[] Finish(string foot)
    {
        for (var i = 0; i < _pages.Count; i++)
        {
            _pages[i].Text(TextBlock.Fit(foot, Inner - 80, 1, false, 8), Margin, PageHeight - 38, Inner - 80, Muted, align: 0);
            _pages[i]
                .Text(
                    TextBlock.Fit($"Page {i + 1} of {_pages.Count}", 80, 1, false, 8),
                    PageWidth - Margin - 80,
                    PageHeight - 38,
                    80,
                    Muted,
                    align: 1
                );
        }

        return _document.Finish();
    }

    private void TurnPage()
    {
        _pages.Add(_document.AddPage(PageWidth, PageHeight));
        Y = Head(Page, Margin, _pages.Count == 1 ? _logo : null, _kind) + (_pages.Count == 1 ? 0 : 18);
    }

    private void Row(bool bold, string name, string quantity, string price, string amount, double size, Colour colour)
    {
        var what = TextBlock.Fit(name, QuantityX - Margin - 12, 3, bold, size);
        var height = (what.Lines.Count * size * 1.3) + 10;
        MakeRoom(height);
        Page.Text(what, Margin, Y + 5, QuantityX - Margin - 12, colour, align: 0);
        Right(quantity, QuantityX, 50);
        Right(price, PriceX, 105);
        Right(amount, AmountX, 110);
        Y += height;
        Page.HorizontalLine(Margin, Y, Inner, 0.5, Rule);

        void Right(string text, double x, double width) =>
            Page.Text(TextBlock.Fit(text, width, 1, bold, size, size * 0.8, size * 0.6), x, Y + 5, width, colour, align: 1);
    }
}
