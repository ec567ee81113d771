using System.Text.RegularExpressions;
using NUnit.Framework;
using OpenEvent.StripeStub;
using OpenEvent.Testing;

namespace OpenEvent.WebApi.Tests.Hosting;

/// <summary>
/// Runs the tour of the README: its shell blocks run in order, in one shell, against a server that is started with the README's last
/// command, with the Stripe stub on its own port.
/// </summary>
public sealed partial class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

    [Test]
    public async Task Readme_tour_ends_with_a_scannable_ticket_code()
    {
        var folder = Directory.CreateTempSubdirectory("openevent-tour-").FullName;
        try
        {
            await using var stripe = await StripeStubServer.StartAsync();
            var serverCommands = ServerCommandLines()
                .Matches(Readme)
                .Select(m => m.Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .ToList();
            Assert.That(
                serverCommands,
                Has.Count.EqualTo(2),
                "the README starts the server with ./run and arguments, and again with the keys of the Stripe stub"
            );
            Assert.That(serverCommands[0], Is.SubsetOf(serverCommands[1]));
            using var server = new ServerProcess(
                Path.Combine(folder, "data"),
                [.. serverCommands[1].Select(a => a.Replace("http://127.0.0.1:12111", stripe.Url, StringComparison.Ordinal))]
            );
            var address = await server.AddressAsync();
            stripe.Webhooks.Url = $"{address}/v1/stripe/webhook";
            var output = await MarkdownShell.RunAsync(Readme, folder, ("url", address), ("data", "data"), ("stripe", stripe.Url));
            await server.TerminateAsync();
            Assert.That(
                output,
                Does.Contain("published\n")
                    .And.Contain("\"Science Day\"")
                    .And.Contain("ann@example.org\n")
                    .And.Contain("completed\n")
                    .And.Contain("pending\n"),
                output
            );
            Assert.That(output, Does.Contain("Visitor").And.Contain("Ann Lee").And.Contain("Hall 4"), "the PDF's text");
            Assert.That(output, Does.Match(@"(?m)^[0-9a-f-]{30,}$"), "the scanned ticket code");
            Assert.That(output, Does.Contain("get_resistance()").And.Contain("kΩ"), "the measured resistance");
            Assert.That(output, Does.Match("(?m)^\\{[^\n]*set_sine1"), "each answer of the lab is a line");
            Assert.That(output, Does.Contain("cem@example.org\nsucceeded\ncompleted\n"), "the paid ticket");
            Assert.That(
                stripe.Payments.Intents.Select(i => (i.Amount, i.Currency, i.CaptureCount)).Single(),
                Is.EqualTo((4990L, "eur", 1)),
                "the captured payment"
            );
            Assert.That(File.Exists(Path.Combine(folder, "ticket.pdf")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void Readme_links_point_to_existing_files() =>
        Assert.That(
            Links().Matches(Readme).Select(m => m.Groups[1].Value).Where(l => !Path.Exists(Path.Combine(Repository.Root, l))),
            Is.Empty
        );

    [GeneratedRegex(@"^    \./run (--.+)$", RegexOptions.Multiline)]
    private static partial Regex ServerCommandLines();

    [GeneratedRegex(@"\]\(([^)#:]+)\)")]
    private static partial Regex Links();
}
