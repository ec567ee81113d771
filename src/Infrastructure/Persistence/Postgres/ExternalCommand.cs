using System.ComponentModel;
using System.Diagnostics;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>The result of one run of a program: its exit code and its output on both streams.</summary>
internal sealed record ExternalCommand(int ExitCode, string Output)
{
    private const string SearchPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    public bool Succeeded => ExitCode == 0;

    public string LastLine =>
        Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "";

    /// <summary>
    /// Runs a program without a shell, in <c>/</c>, with a minimal environment: PostgreSQL must not inherit the server's secrets. A program
    /// that cannot be started gives exit code 127.
    /// </summary>
    public static async Task<ExternalCommand> RunAsync(IEnumerable<string> commandLine, CancellationToken ct)
    {
        var arguments = commandLine.ToList();
        var startInfo = new ProcessStartInfo(FindProgram(arguments[0]), arguments.Skip(1))
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        startInfo.Environment.Clear();
        startInfo.Environment["PATH"] = SearchPath;
        startInfo.Environment["LC_ALL"] = "C.UTF-8";
        startInfo.Environment["TZ"] = "UTC";
        try
        {
            using var process = Process.Start(startInfo)!;
            process.StandardInput.Close();
            try
            {
                var error = process.StandardError.ReadToEndAsync(ct);
                var output = await process.StandardOutput.ReadToEndAsync(ct) + await error;
                await process.WaitForExitAsync(ct);
                return new ExternalCommand(process.ExitCode, output);
            }
            catch (OperationCanceledException)
            {
                process.Kill();
                throw;
            }
        }
        catch (Win32Exception exception)
        {
            return new ExternalCommand(127, $"{arguments[0]}: {exception.Message}");
        }
    }

    /// <summary>
    /// Searches the fixed path. .NET would search the working directory first and could start a wrong program, such as <c>./test</c>.
    /// </summary>
    private static string FindProgram(string program) =>
        program.Contains('/', StringComparison.Ordinal)
            ? program
            : SearchPath.Split(':').Select(folder => $"{folder}/{program}").FirstOrDefault(File.Exists) ?? $"/usr/bin/{program}";
}
