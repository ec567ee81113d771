using System.Diagnostics;
using System.Globalization;
using System.Text;
using OpenEvent.Application.Resources;

// Prints how long the sanitising of HTML takes over 10^3 to 10^6 tags. Linear: the time for each tag stays about the same.
//   dotnet run -c Release --project bench/Text.Bench [quick]
var most = args is ["quick"] ? 10_000 : 1_000_000;
var shapes = new (string Name, Func<int, string> Write)[]
{
    ("<b>x</b> side by side", n => Repeat("<b>x</b>", n)),
    ("<p>x without end tags", n => Repeat("<p>x", n)),
    ("lists in 40 levels", n => Repeat(Repeat("<ul><li>", 20) + "x" + Repeat("</li></ul>", 20), n / 40)),
    ("URLs in a text", n => Repeat("http://a.b ", n)),
    ("<b> never closed: refused", n => Repeat("<b>", n)),
};
HtmlCleaner.Clean("<p>warm</p> http://a.b");
Console.WriteLine("shape                              tags        ms    µs a tag");
foreach (var (name, write) in shapes)
    for (var n = 1_000; n <= most; n *= 10)
    {
        var html = write(n);
        var clock = Stopwatch.StartNew();
        try
        {
            HtmlCleaner.Clean(html);
        }
        catch (InvalidValueException)
        {
            // The limit of depth; how soon it is found is what this line shows.
        }

        var ms = clock.Elapsed.TotalMilliseconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name, -30}{n, 9}{ms, 10:0.0}{ms * 1000 / n, 12:0.00}"));
    }

static string Repeat(string text, int n) => new StringBuilder().Insert(0, text, n).ToString();
