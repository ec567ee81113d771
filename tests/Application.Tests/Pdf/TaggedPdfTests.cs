using System.Xml.Linq;
using NUnit.Framework;
using SkiaSharp;

namespace OpenEvent.Application.Tests.Pdf;

/// <summary>The documents can be read with a screen reader (docs/decisions/036-pdfsharp-and-line-breaks.md).</summary>
[Parallelizable(ParallelScope.All)]
public sealed class TaggedPdfTests
{
    private static readonly XNamespace Dc = "http://purl.org/dc/elements/1.1/";

    private static readonly string[] PaintOperators = [" f", " TJ", " S Q", " Do Q"];

    private static RenderedPdf[] EveryDocument()
    {
        using var bitmap = new SKBitmap(200, 80);
        bitmap.Erase(SKColors.Crimson);
        using var logo = bitmap.Encode(SKEncodedImageFormat.Png, 90);
        var e = SampleDocuments.Event("R&D Summit งานประชุม مؤتمر البرمجيات") with { Logo = logo.ToArray() };
        return
        [
            RenderedPdf.Render(SampleDocuments.Ticket(e)),
            RenderedPdf.Render(SampleDocuments.Order(7, e)),
            RenderedPdf.Render(SampleDocuments.Invoice(40, e: e)),
        ];
    }

    [Test]
    public void Every_document_has_a_title_a_language_and_tags()
    {
        foreach (var pdf in EveryDocument())
        {
            var structure = pdf.Structure;
            Assert.That(structure.Title, Does.Contain("R&D Summit งานประชุม مؤتمر البرمجيات"));
            Assert.That((structure.Language, structure.IsMarked, structure.ShowsTitle), Is.EqualTo(("en", true, true)));
            var metadata = XDocument.Parse(pdf.Metadata);
            Assert.That(metadata.Descendants(Dc + "title").Single().Value, Is.EqualTo(structure.Title));
            Assert.That(metadata.Descendants(Dc + "language").Single().Value, Is.EqualTo("en"));
            pdf.Check();
        }
    }

    [Test]
    public void Ticket_is_read_from_the_event_to_the_holder_to_the_advice() =>
        Assert.That(
            RenderedPdf.Render(SampleDocuments.Ticket()).TextInReadingOrder.Select(text => text.Trim()),
            Is.EqualTo([
                "TICKET",
                "FOSSASIA Summit 2026",
                "WHEN",
                "Sat, 23 May 2026, 09:00 – 17:30",
                "Europe/Berlin (UTC+02:00)",
                "WHERE",
                "Kongresshalle, Hauptstraße 12, 10999 Berlin",
                "HOLDER",
                "Ada Lovelace",
                "TICKET",
                "Early Bird",
                "PRICE",
                "EUR 25.00",
                "ORDER",
                "a1b2c3d4-e5f6",
                "a1b2c3d4-e5f6-4711",
                "Show the code at the entrance, on paper or on a screen. It admits one person, once.",
                "Organised by FOSSASIA",
            ])
        );

    [Test]
    public void Headings_of_a_summary_are_the_document_the_event_and_each_attendee()
    {
        var types = RenderedPdf.Render(SampleDocuments.Order(7)).Structure.Elements.Select(e => e.Type).ToArray();
        Assert.That(types.Where(type => type.StartsWith('H')), Is.EqualTo(["H1", "H2", "H2", .. Enumerable.Repeat("H3", 7)]));
    }

    [Test]
    public void Text_that_every_page_repeats_is_read_once()
    {
        var pdf = RenderedPdf.Render(SampleDocuments.Order(23));
        Assert.That(pdf.PageCount(), Is.GreaterThan(1));
        Assert.That(pdf.TextInReadingOrder.Count(text => text == "ORDER SUMMARY"), Is.EqualTo(1));
        Assert.That(pdf.TextInReadingOrder.Count(text => text == "Organised by FOSSASIA"), Is.EqualTo(1));
        Assert.That(pdf.TextInReadingOrder, Has.None.StartsWith("Page "));
    }

    [Test]
    public void Logo_and_code_have_alternative_texts()
    {
        var documents = EveryDocument();
        Assert.That(Figures(documents[0]), Is.EqualTo([LogoText, "QR code with the text a1b2c3d4-e5f6-4711"]));
        Assert.That(
            Figures(documents[1]),
            Is.EqualTo([LogoText, .. Enumerable.Range(101, 7).Select(i => $"QR code with the text a1b2c3d4-e5f6-{i}")])
        );
        Assert.That(Figures(documents[2]), Is.EqualTo([LogoText]));
    }

    private const string LogoText = "Logo of R&D Summit งานประชุม مؤتمر البرمجيات";

    private static IEnumerable<string?> Figures(RenderedPdf pdf) =>
        pdf.Structure.Elements.Where(e => e.Type == "Figure").Select(e => e.AlternativeText);

    [Test]
    public void Amounts_are_a_table_with_a_row_of_headers()
    {
        var types = RenderedPdf.Render(SampleDocuments.Invoice()).Structure.Elements.Select(e => e.Type).ToArray();
        string[] row = ["TR", "TD", "TD", "TD", "TD"];
        string[] table = ["Table", "TR", "TH", "TH", "TH", "TH", .. Enumerable.Repeat(row, 5).SelectMany(cells => cells)];
        Assert.That(types.SkipWhile(type => type != "Table").Take(table.Length), Is.EqualTo(table));
    }

    [TestCase("งานประชุม", ExpectedResult = "und-Thai")]
    [TestCase("हिन्दी", ExpectedResult = "und-Deva")]
    [TestCase("مؤتمر", ExpectedResult = "und-Arab")]
    [TestCase("自由软件", ExpectedResult = "und-Hani")]
    [TestCase("Łódź 2026", ExpectedResult = null)]
    public string? A_name_in_another_script_is_not_read_as_English(string name) =>
        RenderedPdf.Render(SampleDocuments.Ticket(ticket: name)).Structure.Elements.SingleOrDefault(e => e.Type == "Span")?.Language;

    [TestCase("مؤتمر FOSSASIA في برلين")]
    [TestCase("FOSSASIA في برلين (مؤتمر) 50")]
    [TestCase("כנס 2026 ב-FOSSASIA, שָׁלוֹם!")]
    [TestCase("السلام 🎉 السلام")]
    public void A_line_in_two_directions_is_read_in_the_order_of_its_words(string name)
    {
        var text = string.Concat(RenderedPdf.Render(SampleDocuments.Ticket(ticket: name)).TextInReadingOrder);
        Assert.That(text, Does.Contain(name));
    }

    [Test]
    public void Captions_and_the_lines_of_an_address_stay_apart()
    {
        var text = string.Concat(RenderedPdf.Render(SampleDocuments.Invoice()).TextInReadingOrder);
        Assert.That(text, Does.Contain("FROM FOSSASIA Association Hauptstraße 12 10999 Berlin Germany"));
        Assert.That(text, Does.Contain("NUMBER O1772407800-17"));
    }

    [TestCase("FOSSASIA Summit for free and open hardware and software in Asia and in the world, with many guests")]
    [TestCase("المؤتمر الدولي للبرمجيات الحرة ومفتوحة المصدر والأجهزة المفتوحة في آسيا والعالم مع ضيوف كثيرين من كل مكان")]
    [TestCase("مؤتمر FOSSASIA Summit for free and open hardware and software في آسيا والعالم with many guests مع ضيوف كثيرين")]
    public void Words_at_the_end_of_a_line_and_at_the_start_of_the_next_stay_apart(string name)
    {
        var text = string.Concat(RenderedPdf.Render(SampleDocuments.Ticket(SampleDocuments.Event(name))).TextInReadingOrder);
        Assert.That(text, Does.Contain(name));
    }

    [Test]
    public void Nothing_is_drawn_outside_the_structure_and_the_artifacts()
    {
        foreach (var pdf in EveryDocument())
        {
            var depth = 0;
            var drawn = 0;
            foreach (var line in pdf.Structure.PageContents.SelectMany(content => content.Split('\n')))
            {
                if (line.EndsWith(" BDC", StringComparison.Ordinal) || line.EndsWith(" BMC", StringComparison.Ordinal))
                    depth++;
                else if (line == "EMC")
                    depth--;
                else if (line is "f" or "B" || PaintOperators.Any(end => line.EndsWith(end, StringComparison.Ordinal)))
                {
                    drawn++;
                    Assert.That(depth, Is.EqualTo(1), line);
                }
            }

            Assert.That((depth, drawn > 20), Is.EqualTo((0, true)));
        }
    }

    [Test]
    public void Pages_and_elements_refer_to_the_same_contents()
    {
        foreach (var pdf in EveryDocument())
        {
            var (ofTree, ofPages) = pdf.Structure.MarkedContents();
            Assert.That(ofTree, Has.Length.GreaterThan(10).And.EquivalentTo(ofPages));
        }
    }
}
