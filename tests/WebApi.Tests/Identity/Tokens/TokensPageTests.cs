using NUnit.Framework;
using OpenEvent.Testing;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Identity.Tokens;

/// <summary>Runs the commands of docs/tokens.md, in order and in one shell.</summary>
public sealed class TokensPageTests
{
    [Test]
    public async Task The_commands_of_the_page_do_what_it_says()
    {
        await using var server = await OpenEventServer.StartAsync();
        var folder = Directory.CreateTempSubdirectory("openevent-tokens-").FullName;
        try
        {
            var page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "tokens.md"));
            var output = await MarkdownShell.RunAsync(
                page,
                folder,
                ("url", server.Anonymous.Http.BaseAddress!.ToString().TrimEnd('/')),
                ("email", OpenEventServer.AdminEmail),
                ("password", OpenEventServer.Password)
            );
            Assert.That(output, Does.Contain("Science Day\n").And.Contain("token-scope").And.Contain("not in the scope\n"), output);
            Assert.That(output, Does.EndWith("revoked\n"), output);
            Assert.That(
                await File.ReadAllTextAsync(Path.Combine(folder, "attendees.json")),
                Does.Contain("\"attendees\":[{").And.Contain("Lee")
            );
            Assert.That(
                await File.ReadAllTextAsync(Path.Combine(folder, "tokens.json")),
                Does.Contain("Website sync").And.Contain("Tablet at the north door")
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
