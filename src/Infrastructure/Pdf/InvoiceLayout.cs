using OpenEvent.Application.Events;
using OpenEvent.Application.Ticketing;
using static OpenEvent.Infrastructure.Pdf.A4Document;
using static OpenEvent.Infrastructure.Pdf.DocumentStyle;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>Draws an invoice on one or more A4 pages: seller and buyer, number and dates, lines, adjustments and the total.</summary>
internal sealed class InvoiceLayout
{
    private readonly InvoiceDocument _invoice;
    private readonly A4Document _document;

    private InvoiceLayout(InvoiceDocument invoice)
    {
        _invoice = invoice;
        _document = new A4Document($"{invoice.Number} – {TextShaper.Sanitize(invoice.Event.Name)}", invoice.Heading, invoice.Event);
    }

    public static TaggedDocument Draw(InvoiceDocument invoice)
    {
        var layout = new InvoiceLayout(invoice);
        layout.DrawParties();
        layout.DrawFacts();
        layout._document.AddAmounts("DESCRIPTION", invoice.Amounts);
        layout._document.AddPayment(invoice.Payment);
        layout._document.Y += 18;
        layout.DrawFooter();
        return layout._document.Finish(invoice.Number);
    }

    private void DrawParties()
    {
        var half = (ContentWidth - 24) / 2;
        var left = DrawParty("FROM", _invoice.Seller, Margin, half);
        var right = DrawParty("TO", _invoice.Buyer, Margin + half + 24, half);
        _document.Y += Math.Max(left, right) + 20;
    }

    private double DrawParty(string caption, IReadOnlyList<string> lines, double x, double width)
    {
        var page = _document.Page;
        var y = _document.Y;
        var paragraph = _document.Structure.Add(StructureType.P);
        var label = TextBlock.Fit(caption, width, 1, true, 7).WithSpaceAtEnd();
        var height = page.DrawText(paragraph, label, x, y, width, MutedColour, align: 0) + 2;
        for (var i = 0; i < lines.Count; i++)
            height +=
                page.DrawText(
                    paragraph,
                    TextBlock.Fit(lines[i], width, 2, i == 0, i == 0 ? 12 : 10, 9).WithSpaceAtEnd(),
                    x,
                    y + height,
                    width,
                    TextColour,
                    align: 0
                ) + 2;
        return height;
    }

    private void DrawFacts()
    {
        var zone = _invoice.Event.TimeZone;
        _document.AddFacts(
            ("NUMBER", _invoice.Number),
            ("DATE", EventTime.FormatDay(_invoice.IssuedAt, zone)),
            _invoice.DueAt is { } due ? ("DUE", EventTime.FormatDay(due, zone)) : ("EVENT", _invoice.Event.Name),
            ("STATUS", _invoice.Payment.Text)
        );
        _document.Y += 12;
        _document.Y +=
            _document.Page.DrawText(
                _document.Structure.Add(StructureType.P),
                TextBlock.Fit(_invoice.Subject, ContentWidth, 2, false, 9),
                Margin,
                _document.Y,
                ContentWidth,
                MutedColour
            ) + 14;
    }

    private void DrawFooter()
    {
        if (string.IsNullOrWhiteSpace(_invoice.Footer))
            return;
        var text = TextBlock.Fit(_invoice.Footer, ContentWidth, 8, false, 9);
        _document.EnsureSpace(text.Lines.Count * 9 * PageCanvas.LineHeight);
        _document.Y += _document.Page.DrawText(
            _document.Structure.Add(StructureType.P),
            text,
            Margin,
            _document.Y,
            ContentWidth,
            MutedColour
        );
    }
}
