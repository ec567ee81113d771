using System.Diagnostics;
using System.Text.RegularExpressions;

namespace OpenEvent.Testing;

/// <summary>Runs the commands of a Markdown page as a reader would who copies them.</summary>
public static partial class MarkdownShell
{
    /// <summary>Runs the <c>bash</c> blocks of a page in order and in one shell, which stops at the first command that fails.</summary>
    /// <param name="page">The text of the page.</param>
    /// <param name="folder">The working folder of the shell.</param>
    /// <param name="environment">The variables that the page tells its reader to set.</param>
    /// <returns>The standard output.</returns>
    /// <exception cref="InvalidOperationException">A command fails.</exception>
    public static async Task<string> RunAsync(string page, string folder, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("bash")
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var bash = Process.Start(start)!;
        var output = bash.StandardOutput.ReadToEndAsync();
        var errors = bash.StandardError.ReadToEndAsync();
        await bash.StandardInput.WriteAsync(
            "set -euo pipefail\n" + string.Join('\n', ShellBlocks().Matches(page).Select(m => m.Groups[1].Value))
        );
        bash.StandardInput.Close();
        await bash.WaitForExitAsync();
        return bash.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"A command failed with code {bash.ExitCode}:\n{await output}\n{await errors}");
    }

    [GeneratedRegex(@"^```bash\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex ShellBlocks();
}
