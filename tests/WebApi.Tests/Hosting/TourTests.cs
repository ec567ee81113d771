using System.Diagnostics;
using System.Text.RegularExpressions;
using NUnit.Framework;
using OpenEvent.StripeStandIn;

namespace OpenEvent.WebApi.Tests.Hosting;

/// <summary>
/// The README's tour, word for word: its shell blocks run one after the other in one shell against a server that is started as it
/// says the last time, with the stand-in for Stripe on a port of its own.
/// </summary>
public sealed partial class TourTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Root(), "README.md"));

    [Test]
    public async Task The_tour_ends_with_a_code_that_a_scanner_reads()
    {
        var folder = Directory.CreateTempSubdirectory("openevent-tour-").FullName;
        try
        {
            await using var stripe = await StandIn.StartAsync();
            var starts = Start().Matches(Readme).Select(m => m.Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
            Assert.That(
                starts,
                Has.Count.EqualTo(2),
                "the README starts the server with ./run and arguments, and again with the stand-in's keys"
            );
            Assert.That(starts[0], Is.SubsetOf(starts[1]));
            using var server = new ServerProcess(
                Path.Combine(folder, "data"),
                [.. starts[1].Select(a => a.Replace("http://127.0.0.1:12111", stripe.Url, StringComparison.Ordinal))]
            );
            var address = await server.AddressAsync();
            stripe.News.Url = $"{address}/v1/stripe/webhook";
            var said = await WalkAsync(address, folder, stripe.Url);
            await server.TerminateAsync();
            Assert.That(
                said,
                Does.Contain("published\n")
                    .And.Contain("\"Science Day\"")
                    .And.Contain("ann@example.org\n")
                    .And.Contain("completed\n")
                    .And.Contain("pending\n"),
                said
            );
            Assert.That(said, Does.Contain("Visitor").And.Contain("Ann Lee").And.Contain("Hall 4"), "the PDF's text");
            Assert.That(said, Does.Match(@"(?m)^[0-9a-f-]{30,}$"), "the scanned code");
            Assert.That(said, Does.Contain("get_resistance()").And.Contain("kΩ"), "the lab's answer");
            Assert.That(said, Does.Contain("cem@example.org\nsucceeded\ncompleted\n"), "the paid ticket");
            Assert.That(
                stripe.Book.Intents.Select(i => (i.Amount, i.Currency, i.Captures)).Single(),
                Is.EqualTo((4990L, "eur", 1)),
                "what Stripe took"
            );
            Assert.That(File.Exists(Path.Combine(folder, "ticket.pdf")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void What_the_README_leads_to_is_there() =>
        Assert.That(Links().Matches(Readme).Select(m => m.Groups[1].Value).Where(l => !Path.Exists(Path.Combine(Root(), l))), Is.Empty);

    private static async Task<string> WalkAsync(string url, string folder, string stripe)
    {
        var script = "set -euo pipefail\n" + string.Join('\n', Blocks().Matches(Readme).Select(m => m.Groups[1].Value));
        var start = new ProcessStartInfo("bash")
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        (start.Environment["url"], start.Environment["data"], start.Environment["stripe"]) = (url, "data", stripe);
        using var bash = Process.Start(start)!;
        var (output, errors) = (bash.StandardOutput.ReadToEndAsync(), bash.StandardError.ReadToEndAsync());
        await bash.StandardInput.WriteAsync(script);
        bash.StandardInput.Close();
        await bash.WaitForExitAsync();
        Assert.That(bash.ExitCode, Is.Zero, $"{await output}\n{await errors}");
        return await output;
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "OpenEvent.sln")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }

    [GeneratedRegex(@"^    \./run (--.+)$", RegexOptions.Multiline)]
    private static partial Regex Start();

    [GeneratedRegex(@"^```sh\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"\]\(([^)#:]+)\)")]
    private static partial Regex Links();
}
