using System.Globalization;
using OpenEvent.Application.Ticketing;
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

    private readonly TaggedDocument _document;
    private readonly string _heading;
    private readonly LogoImage? _logo;
    private readonly string _subject;
    private readonly List<PageCanvas> _pages = [];

    /// <param name="title">The title in the PDF's metadata.</param>
    /// <param name="heading">The document's name in the header, e.g. <c>INVOICE</c>.</param>
    /// <param name="e">Its logo, if it has one, is in the first page's header.</param>
    public A4Document(string title, string heading, EventDetails e)
        : this(title, heading, e.Name, e.Logo) { }

    /// <param name="title">The title in the PDF's metadata.</param>
    /// <param name="heading">The document's name in the header.</param>
    /// <param name="subject">What the document is about, in the header of each page.</param>
    /// <param name="logo">As <see cref="EventDetails.Logo"/>.</param>
    public A4Document(string title, string heading, string subject, ReadOnlyMemory<byte> logo)
    {
        _document = new TaggedDocument(title);
        _heading = heading;
        _logo = LogoImage.Read(logo);
        _subject = subject;
        StartPage();
    }

    public PageCanvas Page => _pages[^1];

    public StructureElement Structure => _document.Structure;

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
            DrawField(
                Page,
                Structure,
                facts[i].Caption,
                facts[i].Text,
                Margin + 16 + (i * column),
                Y + 13,
                column - 10,
                2,
                false,
                10.5,
                8.5,
                7.5
            );
        Y += 58;
    }

    /// <summary>Draws a table of amounts: the lines, the adjustments, the total, and the note below it.</summary>
    /// <param name="heading">The caption of the column of names.</param>
    public void AddAmounts(string heading, DocumentAmounts amounts)
    {
        var table = Structure.Add(StructureType.Table);
        DrawRow(table, StructureType.TH, true, heading, "QUANTITY", "PRICE", "AMOUNT", 7.5, MutedColour);
        foreach (var line in amounts.Lines)
            AddRow(line.Name, line.Quantity.ToString(CultureInfo.InvariantCulture), Format(line.Price), Format(line.Amount));
        foreach (var (name, amount) in amounts.Adjustments)
            AddRow(name, "", "", Format(amount));
        DrawRow(table, StructureType.TD, true, "Total", "", "", Format(amounts.Total), 12, TextColour);
        if (amounts.Note is { } note)
            AddNote(note);

        void AddRow(string name, string quantity, string price, string amount) =>
            DrawRow(table, StructureType.TD, false, name, quantity, price, amount, 10.5, TextColour);

        string Format(decimal amount) => MoneyText.Format(amount, amounts.Currency);
    }

    /// <summary>Draws whether and how the document is paid, and each line of the details.</summary>
    public void AddPayment(PaymentNote payment)
    {
        AddNote(payment.Text);
        foreach (var line in (payment.Details ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            AddNote(line);
    }

    private void AddNote(string text)
    {
        var block = TextBlock.Fit(text, ContentWidth, 8, false, 9);
        EnsureSpace((block.Lines.Count * 9 * PageCanvas.LineHeight) + 5);
        Y += Page.DrawText(Structure.Add(StructureType.P), block, Margin, Y + 5, ContentWidth, MutedColour, align: 0) + 5;
    }

    /// <summary>Draws the footers and returns the document.</summary>
    /// <param name="footer">
    /// The text at the bottom of every page, beside its number. It belongs to the structure once, at the end.
    /// </param>
    public TaggedDocument Finish(string footer)
    {
        for (var i = 0; i < _pages.Count; i++)
        {
            _pages[i]
                .DrawText(
                    i == _pages.Count - 1 && footer.Length > 0 ? Structure.Add(StructureType.P) : null,
                    TextBlock.Fit(footer, ContentWidth - 80, 1, false, 8),
                    Margin,
                    PageHeight - 38,
                    ContentWidth - 80,
                    MutedColour,
                    align: 0
                );
            _pages[i]
                .DrawText(
                    null,
                    TextBlock.Fit($"Page {i + 1} of {_pages.Count}", 80, 1, false, 8),
                    PageWidth - Margin - 80,
                    PageHeight - 38,
                    80,
                    MutedColour,
                    align: 1
                );
        }

        return _document;
    }

    private void StartPage()
    {
        _pages.Add(_document.AddPage(PageWidth, PageHeight));
        var isFirst = _pages.Count == 1;
        Y = DrawHeader(Page, isFirst ? Structure : null, Margin, _logo, _subject, _heading) + (isFirst ? 0 : 18);
    }

    private void DrawRow(
        StructureElement table,
        StructureType cell,
        bool bold,
        string name,
        string quantity,
        string price,
        string amount,
        double size,
        Colour colour
    )
    {
        var row = table.Add(StructureType.TR);
        var nameBlock = TextBlock.Fit(name, QuantityX - Margin - 12, 3, bold, size);
        var height = (nameBlock.Lines.Count * size * PageCanvas.LineHeight) + 10;
        EnsureSpace(height);
        Page.DrawText(row.Add(cell), nameBlock, Margin, Y + 5, QuantityX - Margin - 12, colour, align: 0);
        DrawRightAligned(quantity, QuantityX, 50);
        DrawRightAligned(price, PriceX, 105);
        DrawRightAligned(amount, AmountX, 110);
        Y += height;
        Page.DrawHorizontalLine(Margin, Y, ContentWidth, 0.5, RuleColour);

        void DrawRightAligned(string text, double x, double width) =>
            Page.DrawText(
                row.Add(cell),
                TextBlock.Fit(text, width, 1, bold, size, size * 0.8, size * 0.6),
                x,
                Y + 5,
                width,
                colour,
                align: 1
            );
    }
}
