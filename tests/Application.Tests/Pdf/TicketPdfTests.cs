using System.Xml.Linq;
using NUnit.Framework;
using OpenEvent.Infrastructure.Pdf;

namespace OpenEvent.Application.Tests.Pdf;

[Parallelizable(ParallelScope.All)]
public sealed class TicketPdfTests
{
    private const string Code = "a1b2c3d4-e5f6-4711";

    [Test]
    public void Ticket_shows_event_place_ticket_holder_order_and_price()
    {
        var text = RenderedPdf.Render(SampleDocuments.Ticket()).Text;
        Assert.That(
            text,
            Does.Contain("FOSSASIA Summit 2026").And.Contain("Kongresshalle, Hauptstraße 12, 10999 Berlin").And.Contain("Early Bird")
        );
        Assert.That(
            text,
            Does.Contain("Ada Lovelace").And.Contain("a1b2c3d4-e5f6\n").And.Contain("EUR 25.00").And.Contain("Organised by FOSSASIA")
        );
    }

    [Test]
    public void Scanner_reads_order_and_attendee_from_the_code() =>
        Assert.That(RenderedPdf.Render(SampleDocuments.Ticket()).Codes(), Is.EqualTo([Code]));

    [TestCase("fi fl ffi Größe Łódź", "Latin")]
    [TestCase("Tiếng Việt Ǹgũgĩ", "Vietnamese and Kikuyu")]
    [TestCase("Ελληνικό συνέδριο", "Greek")]
    [TestCase("Конференция программ", "Cyrillic")]
    [TestCase("हिन्दी सम्मेलन क्षत्रिय किताब", "Devanagari")]
    [TestCase("مؤتمر البرمجيات الحرة السلام", "Arabic")]
    [TestCase("مُحَمَّد", "Arabic with vowels")]
    [TestCase("نستعلیق کانفرنس ہے", "Urdu")]
    [TestCase("כנס תוכנה חופשית", "Hebrew")]
    [TestCase("שָׁלוֹם עוֹלָם", "Hebrew with points")]
    [TestCase("自由软件大会", "Chinese")]
    [TestCase("自由軟體大會", "traditional Chinese")]
    [TestCase("フリーソフト東京", "Japanese")]
    [TestCase("자유 소프트웨어 학회", "Korean")]
    [TestCase("งานประชุมซอฟต์แวร์เสรี น้ำ", "Thai")]
    [TestCase("தமிழ் மாநாடு", "Tamil")]
    [TestCase("বাংলা সম্মেলন", "Bengali")]
    [TestCase("မြန်မာ ညီလာခံ", "Burmese")]
    [TestCase("ភាសាខ្មែរ", "Khmer")]
    [TestCase("ქართული հայերեն አማርኛ", "Georgian Armenian Amharic")]
    [TestCase("Party 🎉 time 👩‍🚀", "Emoji")]
    public void Text_of_every_script_can_be_searched(string name, string script)
    {
        var pdf = RenderedPdf.Render(SampleDocuments.Ticket(SampleDocuments.Event(name, place: name), ticket: name, first: name, last: ""));
        Assert.That(pdf.Text.Split(name), Has.Length.AtLeast(4), $"{script}: the name must be found at least three times in\n{pdf.Text}");
        Assert.That(
            pdf.Fonts(),
            Is.Not.Empty.And.All.Contains("CID TrueType").And.All.Contains("yes yes yes"),
            "every font is embedded, a subset, and has a Unicode map"
        );
        Assert.That(pdf.Codes(), Is.EqualTo([Code]));
    }

    [TestCase("مؤتمر FOSSASIA 2026 في برلين")]
    [TestCase("FOSSASIA في برلين (مؤتمر) 50")]
    [TestCase("כנס 2026 ב-FOSSASIA 東京")]
    public void Bidirectional_text_can_be_searched(string name)
    {
        // PDF readers order the words of such lines differently, so check each word separately.
        var pdf = RenderedPdf.Render(SampleDocuments.Ticket(SampleDocuments.Event(name)));
        foreach (var word in name.Split(' ', '(', ')', '-'))
            Assert.That(pdf.Text, Does.Contain(word));
    }

    [Test]
    public void Latin_ticket_is_small() => Assert.That(RenderedPdf.Render(SampleDocuments.Ticket()).Content, Has.Length.LessThan(20_000));

    [Test]
    public void Chinese_ticket_is_small()
    {
        var name = "第十七届亚洲自由与开源软件高峰会议暨开放硬件实验室公开日";
        var e = SampleDocuments.Event(name, "上海市浦东新区世纪大道一千二百号国际会议中心三楼") with { Organizer = "开源社区联合会" };
        Assert.That(RenderedPdf.Render(SampleDocuments.Ticket(e, "早鸟票（含午餐）", "欧阳", "娜娜")).Content, Has.Length.LessThan(40_000));
    }

    [Test]
    public void Same_ticket_gives_the_same_file_on_any_thread()
    {
        var files = Enumerable
            .Range(0, 24)
            .AsParallel()
            .Select(_ =>
                Convert.ToHexString(new PdfRenderer().RenderTicket(SampleDocuments.Ticket(SampleDocuments.Event("हिन्दी 東京 مُحَمَّد"))))
            )
            .ToHashSet();
        Assert.That(files, Has.Count.EqualTo(1));
    }

    [Test]
    public void Another_attendee_gives_another_file() =>
        Assert.That(
            new PdfRenderer().RenderTicket(SampleDocuments.Ticket()),
            Is.Not.EqualTo(new PdfRenderer().RenderTicket(SampleDocuments.Ticket() with { AttendeeIdentifier = "4712" }))
        );

    [TestCase("", "")]
    [TestCase("   ", "\u0000\u0007")]
    [TestCase("(\\) << >> BT ET Tj endstream endobj", "%%EOF")]
    [TestCase("line\r\nbreak\ttab\u2028sep", "x")]
    [TestCase("\uD800 lone \uDC00 halves", "\uFFFF")]
    [TestCase("a\u0301\u0302\u0303\u0304\u0305\u0306 zalgo\u0489\u0489", "\u200D\u200D")]
    [TestCase("𓀀 𐌰 no font has these 🀀", "\U0010FFFF")]
    [TestCase("R&D <Summit> \"2026\" ]]>", "&amp;")]
    public void Any_user_input_gives_a_valid_ticket(string first, string last)
    {
        var pdf = RenderedPdf.Render(SampleDocuments.Ticket(SampleDocuments.Event(first + last, first), first, first, last));
        pdf.Check();
        XDocument.Parse(pdf.Metadata);
        Assert.That(pdf.Text, Does.Contain("a1b2c3d4-e5f6"));
        Assert.That(pdf.Codes(), Is.EqualTo([Code]));
    }

    [Test]
    public void Long_texts_are_truncated_and_do_not_overlap_the_code()
    {
        foreach (
            var text in new[]
            {
                new string('W', 5000),
                string.Join(' ', Enumerable.Repeat("word", 2000)),
                new string('東', 5000),
                new string('م', 5000),
            }
        )
        {
            var pdf = RenderedPdf.Render(SampleDocuments.Ticket(SampleDocuments.Event(text, text), text, text, text));
            Assert.That(pdf.Text, Does.Contain("…"));
            Assert.That(pdf.Codes(), Is.EqualTo([Code]));
            Assert.That(pdf.PageCount(), Is.EqualTo(1));
        }
    }

    [Test]
    public void Name_cannot_reverse_the_rest_of_the_line()
    {
        var text = RenderedPdf.Render(SampleDocuments.Ticket(first: "\u202Egnp.exe\u2066", last: "Smith")).Text;
        Assert.That(text, Does.Contain("gnp.exe Smith"));
    }

    [Test]
    public void Free_ticket_and_online_event_are_labelled()
    {
        var text = RenderedPdf
            .Render(SampleDocuments.Ticket(SampleDocuments.Event() with { Place = null, IsOnline = true }) with { Price = 0 })
            .Text;
        Assert.That(text, Does.Contain("Free").And.Contain("Online"));
    }
}
