using System.Diagnostics;
using System.Globalization;
using OpenEvent.Application.Ticketing;
using OpenEvent.Infrastructure.Pdf;
using OpenEvent.Infrastructure.Pdf.Output;
using OpenEvent.Pdf.Bench;

// Writes the same tickets with PDFsharp and with a writer of strings, in turns, and prints the time, the size and their ratio.
// The exit code is 0 if a ticket costs at most 1.5 times as much with PDFsharp.
const double MostRatio = 1.5;
var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 15;
Func<TaggedDocument, byte[]>[] writers = [BaselineFile.Write, PdfFileWriter.Write];
var missed = false;
foreach (
    var (script, name) in new[]
    {
        ("Latin", "FOSSASIA Summit 2026"),
        ("Thai, Hindi, Arabic", "FOSSASIA งานประชุมซอฟต์แวร์เสรี हिन्दी सम्मेलन مؤتمر"),
        ("Chinese", "第十七届亚洲自由与开源软件高峰会议暨开放硬件实验室公开日"),
    }
)
{
    var ticket = CreateTicket(name);
    var times = Array.ConvertAll(writers, write => new List<double>());
    foreach (var write in writers)
        Measure(write, ticket, 100);
    for (var round = 0; round < rounds; round++)
    for (var i = 0; i < writers.Length; i++)
        times[i].Add(Measure(writers[i], ticket, 40));
    var medians = Array.ConvertAll(times, list => list.Order().ElementAt(list.Count / 2));
    var sizes = Array.ConvertAll(writers, write => write(TicketLayout.Draw(ticket)).Length / 1024.0);
    var ratio = medians[1] / medians[0];
    missed |= ratio > MostRatio;
    Console.WriteLine(
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(ratio > MostRatio ? "MISSED" : "ok"), -7}{script, -20} PDFsharp {medians[1]:0.00} ms, {sizes[1]:0.0} KB; "
                + $"strings {medians[0]:0.00} ms, {sizes[0]:0.0} KB; ratio {ratio:0.00} (at most {MostRatio})"
        )
    );
}
return missed ? 1 : 0;

static double Measure(Func<TaggedDocument, byte[]> write, TicketDocument ticket, int tickets)
{
    var clock = Stopwatch.StartNew();
    for (var i = 0; i < tickets; i++)
        write(TicketLayout.Draw(ticket));
    return clock.Elapsed.TotalMilliseconds / tickets;
}

static TicketDocument CreateTicket(string name)
{
    var starts = new DateTimeOffset(2026, 5, 23, 7, 0, 0, TimeSpan.Zero);
    var e = new EventDetails(name, starts, starts.AddHours(8), "Europe/Berlin", "Kongresshalle, 10999 Berlin", Organizer: "FOSSASIA");
    return new TicketDocument(e, "Early Bird", 25m, "EUR", "Ada", "Lovelace", "a1b2c3d4-e5f6", "4711");
}
