using System.Net;
using System.Xml.Linq;
using CsvHelper;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Application.Platform;
using OpenEvent.Testing;
using OpenEvent.WebApi.Endpoints;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Ticketing;

namespace OpenEvent.WebApi.Tests.Platform;

/// <summary>Exports of an event, read by independent programs (docs/export-and-import.md).</summary>
public sealed class ExportTests() : TicketedEventFixture("Büro & <Summit>")
{
    private const string Formula = "=HYPERLINK(\"http://evil.example\")";

    private string _buyerEmail = "";

    private string Url(string kind) => $"/v1/events/{TestEvent.EventId}/export/{kind}";

    [OneTimeSetUp]
    public async Task FillEventAsync()
    {
        var owner = TestEvent.Owner;
        var id = TestEvent.EventId;
        await Server.SqlAsync($"UPDATE events SET is_sessions_speakers_enabled = true WHERE id = {id}");
        var ticket = await TestEvent.CreateTicketAsync(10, name: "Seat");
        var buyer = await Server.RegisterUserAsync();
        _buyerEmail = buyer.Email;
        var order = await TicketedEvent.CheckoutAsync(buyer, ticket, "ada@example.org", "grace@example.org");
        (await TicketedEvent.UpdateOrderAsync(buyer, order.Id(), new { status = "completed", payment_mode = "free" })).EnsureStatus(
            HttpStatusCode.OK
        );
        await Server.SqlAsync($"UPDATE attendees SET firstname = '{Formula}' WHERE email = 'ada@example.org'");
        var room = (await owner.CreateAsync("microlocation", new { name = "Room 1" }, ("event", "event", id))).Id();
        var track = (await owner.CreateAsync("track", new { name = "Tools", color = "#ff0000" }, ("event", "event", id))).Id();
        var speaker = (
            await owner.CreateAsync("speaker", new { name = "Ada Lovelace", email = "ada@example.org" }, ("event", "event", id))
        ).Id();
        foreach (
            var (title, state, hour) in new[]
            {
                ("Accepted & <b>", "Accepted", 9),
                ("Confirmed", "Confirmed", 23),
                ("Rejected", "Rejected", 11),
                ("Pending", "Pending", 12),
                ("Deleted", "Accepted", 13),
            }
        )
        {
            var session = (
                await owner.CreateAsync(
                    "session",
                    new { title, short_abstract = "<p>One</p><p>Two &amp; three</p>" },
                    ("event", "event", id),
                    ("microlocation", "microlocation", room),
                    ("track", "track", track)
                )
            ).Id();
            var deleted = title == "Deleted" ? "now()" : "NULL";
            await Server.SqlAsync(
                $"UPDATE sessions SET state = '{state}', starts_at = '2099-05-01T{hour:00}:00:00Z', "
                    + $"ends_at = '2099-05-01T{hour:00}:45:00Z', deleted_at = {deleted} WHERE id = {session}"
            );
            await Server.SqlAsync($"INSERT INTO session_speaker (session_id, speaker_id) VALUES ({session}, {speaker})");
        }
    }

    [Test]
    public async Task Attendees_as_CSV_have_no_formulas()
    {
        var rows = Read(await ExportAsync("attendees/csv"));
        Assert.That(rows.Select(r => r["Email"]), Is.EqualTo(["ada@example.org", "grace@example.org"]));
        Assert.That(rows[0]["First Name"], Is.EqualTo("'" + Formula));
        Assert.That(rows[1]["Last Name"], Is.EqualTo("मुंबई"));
        Assert.That(rows.Select(r => r["Status"]), Is.All.EqualTo("completed"));
        Assert.That(rows[0]["Order Date"], Does.Match(@"[+-]\d\d(:\d\d)?$"), "with the offset of the event's time zone");
    }

    [Test]
    public async Task The_CSV_of_orders_has_one_row_for_each_order()
    {
        var row = Read(await ExportAsync("orders/csv")).Single();
        Assert.That((row["Email"], row["Quantity"], row["Total Amount"], row["Currency"]), Is.EqualTo((_buyerEmail, "2", "0.00", "EUR")));
    }

    [TestCase("all", 4)]
    [TestCase(null, 4)]
    [TestCase("accepted", 1)]
    [TestCase("pending", 1)]
    [TestCase("withdrawn", 0)]
    public async Task The_CSV_of_sessions_is_selected_by_state(string? status, int count)
    {
        var rows = Read(await Server.ExportAsync(TestEvent.Owner, HttpMethod.Post, Url("sessions/csv"), new { status }));
        Assert.That(rows, Has.Count.EqualTo(count));
        Assert.That(rows.Select(r => r["Session Title"]), Does.Not.Contain("Deleted"));
        Assert.That(rows.Select(r => r["Short Abstract"]), Is.All.EqualTo("One\nTwo & three"));
    }

    [TestCase("all", 1)]
    [TestCase("rejected", 1)]
    [TestCase("withdrawn", 0)]
    [TestCase("without_session", 0)]
    public async Task The_CSV_of_speakers_is_selected_by_the_state_of_their_sessions(string status, int count)
    {
        var rows = Read(await Server.ExportAsync(TestEvent.Owner, HttpMethod.Post, Url("speakers/csv"), new { status }));
        Assert.That(rows, Has.Count.EqualTo(count));
        foreach (var row in rows)
            Assert.That(row["Speaker Session(s)"], Does.Contain("Confirmed").And.Not.Contain("Deleted"));
    }

    [Test]
    public async Task An_unknown_status_is_rejected_after_the_permission()
    {
        var answer = await TestEvent.Owner.PostAsync(Url("sessions/csv"), new { status = "great" });
        Assert.That((answer.Status, answer.Pointer), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "/status")));
        var stranger = await Server.RegisterUserAsync();
        Assert.That((await stranger.PostAsync(Url("sessions/csv"), new { status = "great" })).Status, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [TestCase("attendees/pdf", "grace@example.org", "completed")]
    [TestCase("orders/pdf", "EUR", "completed")]
    [TestCase("sessions/pdf", "Confirmed", "Ada Lovelace")]
    [TestCase("speakers/pdf", "Ada Lovelace", "Rejected")]
    public async Task Every_table_is_a_valid_PDF_with_its_texts(string kind, params string[] texts)
    {
        var pdf = await ExportAsync(kind);
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, kind.Replace('/', '.'));
        await File.WriteAllBytesAsync(file, pdf.Bytes);
        ExternalTool.Run("qpdf", "qpdf", "--check", file);
        var text = ExternalTool.Run("poppler-utils", "pdftotext", "-enc", "UTF-8", file, "-");
        foreach (var expected in texts.Append("Büro & <Summit>"))
            Assert.That(
                string.Concat(text.Where(c => !char.IsWhiteSpace(c))),
                Does.Contain(expected.Replace(" ", "", StringComparison.Ordinal))
            );
    }

    [Test]
    public async Task The_schedule_as_iCalendar_has_accepted_and_confirmed_sessions_only()
    {
        var calendar = Ical.Net.Calendar.Load((await ExportAsync("ical")).Text)!;
        Assert.That(calendar.Events.Select(e => e.Summary), Is.EquivalentTo(["Accepted & <b>", "Confirmed"]));
        var session = calendar.Events.Single(e => e.Summary == "Confirmed");
        Assert.That(session.Start!.AsUtc, Is.EqualTo(new DateTime(2099, 5, 1, 23, 0, 0, DateTimeKind.Utc)));
        Assert.That((session.Location, session.Categories.Single()), Is.EqualTo(("Room 1", "Tools")));
        Assert.That(session.Description, Is.EqualTo("Ada Lovelace\n\nOne\nTwo & three"));
    }

    [Test]
    public async Task The_schedule_as_xCal_has_accepted_and_confirmed_sessions_only()
    {
        XNamespace ns = "urn:ietf:params:xml:ns:icalendar-2.0";
        var xml = XDocument.Load(new MemoryStream((await ExportAsync("xcal")).Bytes));
        Assert.That(xml.Descendants(ns + "summary").Select(s => s.Value), Is.EqualTo(["Accepted & <b>", "Confirmed"]));
        Assert.That(xml.Descendants(ns + "dtstart").First().Value, Is.EqualTo("2099-05-01T09:00:00Z"));
    }

    [Test]
    public async Task The_schedule_as_Pentabarf_XML_has_the_days_of_the_events_time_zone()
    {
        var xml = XDocument.Load(new MemoryStream((await ExportAsync("pentabarf")).Bytes));
        Assert.That(xml.Descendants("event").Select(e => e.Element("title")!.Value), Is.EqualTo(["Accepted & <b>", "Confirmed"]));
        // 23:00 UTC is the next day in Berlin.
        Assert.That(xml.Descendants("day").Select(d => d.Attribute("date")!.Value), Is.EqualTo(["2099-05-01", "2099-05-02"]));
        var last = xml.Descendants("event").Last();
        Assert.That((last.Element("start")!.Value, last.Element("duration")!.Value), Is.EqualTo(("01:00", "00:45")));
        Assert.That(last.Parent!.Attribute("name")!.Value, Is.EqualTo("Room 1"));
        Assert.That(last.Descendants("person").Single().Value, Is.EqualTo("Ada Lovelace"));
    }

    [Test]
    public void Every_route_starts_an_export_that_exists()
    {
        using var scope = Server.App.Services.CreateScope();
        var kinds = scope.ServiceProvider.GetServices<IExport>().Select(e => e.Kind);
        Assert.That(ExportEndpoints.GetExports.Concat(ExportEndpoints.PostExports).Select(e => e.Kind), Is.SubsetOf(kinds));
    }

    [Test]
    public async Task Sales_of_all_events_are_for_staff()
    {
        var rows = Read(await Server.ExportAsync(Server.Admin, HttpMethod.Post, "/v1/admin/export/sales/csv", new { status = "live" }));
        var row = rows.Single(r => r["Event Name"] == "Büro & <Summit>");
        Assert.That((row["Tickets Completed"], row["Owner Email"]), Is.EqualTo(("2", TestEvent.Owner.Email)));
        Assert.That((await TestEvent.Owner.PostAsync("/v1/admin/export/sales/csv", null)).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await Server.Anonymous.PostAsync("/v1/admin/export/sales/csv", null)).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task Sales_of_all_events_are_a_PDF_too()
    {
        const string Url = "/v1/admin/export/sales/pdf";
        var file = await Server.ExportAsync(Server.Admin, HttpMethod.Post, Url, new { status = "live" });
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "sales.pdf");
        await File.WriteAllBytesAsync(path, file.Bytes);
        ExternalTool.Run("qpdf", "qpdf", "--check", path);
        var text = string.Concat(
            ExternalTool.Run("poppler-utils", "pdftotext", "-enc", "UTF-8", path, "-").Where(c => !char.IsWhiteSpace(c))
        );
        Assert.That(text, Does.Contain("Allevents").And.Contain("Büro&<Summit>"));
        Assert.That((await TestEvent.Owner.PostAsync(Url, null)).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(
            (await Server.Admin.PostAsync(Url, new { status = "accepted" })).Status,
            Is.EqualTo(HttpStatusCode.UnprocessableEntity),
            "the state of a session"
        );
    }

    private Task<ApiResponse> ExportAsync(string kind) => Server.ExportAsync(TestEvent.Owner, HttpMethod.Get, Url(kind));

    private static List<Dictionary<string, string>> Read(ApiResponse file)
    {
        Assert.That(file.Bytes.AsSpan(0, 3).SequenceEqual((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]), "a byte order mark");
        using var csv = CsvReader.Create(new StringReader(file.Text.TrimStart('\uFEFF')));
        csv.ReadHeader();
        var names = csv.Headers.ToArray();
        var rows = new List<Dictionary<string, string>>();
        while (csv.Read())
            rows.Add(names.Select((name, i) => (name, Value: csv.GetString(i))).ToDictionary(c => c.name, c => c.Value));
        return rows;
    }
}
