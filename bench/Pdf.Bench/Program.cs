using System.Globalization;
using OpenEvent.Infrastructure.Pdf;
using OpenEvent.Infrastructure.Pdf.Output;
using OpenEvent.Pdf.Bench;

// Writes the same documents with PDFsharp and with a writer of strings, in turns, and prints the CPU time, the size and the ratio of the
// times. CPU time, because other programs run on the machine. The exit code is 0 if no ratio is over the bound.
const double MaxRatio = 1.7;
var rounds =
    args is ["quick"] ? 3
    : args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture)
    : 15;
Func<TaggedDocument, byte[]>[] writers = [BaselineFile.Write, PdfFileWriter.Write];
var missed = false;
foreach (var (name, batch, draw) in Documents.All)
{
    var times = Array.ConvertAll(writers, _ => new List<double>());
    foreach (var write in writers)
        Measure(write, draw, batch * 3);
    for (var round = 0; round < rounds; round++)
    for (var i = 0; i < writers.Length; i++)
        times[i].Add(Measure(writers[i], draw, batch));
    var medians = Array.ConvertAll(times, list => list.Order().ElementAt(list.Count / 2));
    var sizes = Array.ConvertAll(writers, write => write(draw()).Length / 1024.0);
    var ratio = medians[1] / medians[0];
    missed |= ratio > MaxRatio;
    Console.WriteLine(
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(ratio > MaxRatio ? "MISSED" : "ok"), -7}{name, -30} PDFsharp {medians[1]:0.00} ms, {sizes[1]:0.0} KB; "
                + $"strings {medians[0]:0.00} ms, {sizes[0]:0.0} KB; ratio {ratio:0.00} (at most {MaxRatio})"
        )
    );
}
return missed ? 1 : 0;

static double Measure(Func<TaggedDocument, byte[]> write, Func<TaggedDocument> draw, int documents)
{
    GC.Collect();
    var before = Environment.CpuUsage.TotalTime;
    for (var i = 0; i < documents; i++)
        write(draw());
    return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / documents;
}
