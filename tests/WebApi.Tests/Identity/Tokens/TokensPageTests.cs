using System.Diagnostics;
using System.Text.RegularExpressions;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Identity.Tokens;

/// <summary>Runs the commands of docs/tokens.md, in order and in one shell.</summary>
public sealed partial class TokensPageTests
{
    [Test]
    public async Task The_commands_of_the_page_do_what_it_says()
    {
        await using var server = await OpenEventServer.StartAsync();
        var folder = Directory.CreateTempSubdirectory("openevent-tokens-").FullName;
        try
        {
            var page = await File.ReadAllTextAsync(Path.Combine(FindRepositoryRoot(), "docs", "tokens.md"));
            var output = await RunAsync(string.Join('\n', ShellBlocks().Matches(page).Select(m => m.Groups[1].Value)), server, folder);
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

    private static async Task<string> RunAsync(string commands, OpenEventServer server, string folder)
    {
        var start = new ProcessStartInfo("bash")
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["url"] = server.Anonymous.Http.BaseAddress!.ToString().TrimEnd('/');
        start.Environment["email"] = OpenEventServer.AdminEmail;
        start.Environment["password"] = OpenEventServer.Password;
        using var bash = Process.Start(start)!;
        var output = bash.StandardOutput.ReadToEndAsync();
        var errors = bash.StandardError.ReadToEndAsync();
        await bash.StandardInput.WriteAsync("set -euo pipefail\n" + commands);
        bash.StandardInput.Close();
        await bash.WaitForExitAsync();
        Assert.That(bash.ExitCode, Is.Zero, $"{await output}\n{await errors}");
        return await output;
    }

    private static string FindRepositoryRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "OpenEvent.sln")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }

    [GeneratedRegex(@"^```bash\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex ShellBlocks();
}
