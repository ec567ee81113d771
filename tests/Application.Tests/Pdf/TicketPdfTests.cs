using NUnit.Framework;

namespace OpenEvent.Application.Tests.Pdf;

public sealed class TicketPdfTests
{
    private static readonly string[] Code = ["a1b2c3d4-e5f6-4711"];

    [Test]
    public void Ticket_shows_event_holder_order_and_price()
    {
        var text = PrintedPdf.Of(Prints.Ticket()).Text;
        foreach (var part in new[]
        {
            "FOSSASIA Summit 2026", "Kongresshalle, Hauptstraße 12, 10999 Berlin", "Early Bird", "Ada Lovelace", "a1b2c3d4-e5f6", "EUR 25.00", "FOSSASIA",
        })
        {
            Assert.That(text, Does.Contain(part));
        }
    }

    [TestCase("fi fl ffi office", "Latin ligatures")]
    [TestCase("Ελληνικό συνέδριο", "Greek")]
    [TestCase("Конференция свободных программ", "Cyrillic")]
    [TestCase("हिन्दी सम्मेलन क्षत्रिय किताब", "Devanagari")]
    [TestCase("مؤتمر البرمجيات الحرة السلام", "Arabic")]
    [TestCase("כנס תוכנה חופשית", "Hebrew")]
    [TestCase("自由软件大会", "Chinese")]
    [TestCase("オープンソースカンファレンス東京", "Japanese")]
    [TestCase("자유 소프트웨어 학회", "Korean")]
    [TestCase("งานประชุมซอฟต์แวร์เสรี น้ำ", "Thai")]
    [TestCase("தமிழ் மாநாடு", "Tamil")]
    [TestCase("বাংলা সম্মেলন", "Bengali")]
    [TestCase("Party 🎉 time", "Emoji")]
    public void Text_of_every_script_can_be_searched(string name, string script)
    {
        var pdf = PrintedPdf.Of(Prints.Ticket(Prints.Event(name, place: name), ticket: name, first: name, last: ""));
        Assert.That(pdf.Text, Does.Contain(name), script);
        Assert.That(pdf.Codes(), Is.EqualTo(Code));
    }

    [Test]
    public void Order()
    {
        var pdf = PrintedPdf.Of(Prints.Order(9));
        Assert.That(pdf.Codes(), Has.Length.EqualTo(9));
    }
}
