using System.ComponentModel;
using System.Diagnostics;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>One run of a program: its exit code and what it printed on both streams.</summary>
internal sealed record Command(int ExitCode, string Output)
{
    private const string Path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    public bool Succeeded => ExitCode == 0;

    public string LastLine =>
        Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "";

    /// <summary>Runs without a shell, in <c>/</c>, with a bare environment: PostgreSQL must not inherit the server's secrets.</summary>
    public static async Task<Command> RunAsync(IEnumerable<string> line, CancellationToken ct)
    {
        var words = line.ToList();
        var start = new ProcessStartInfo(Resolve(words[0]), words.Skip(1))
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = Path;
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["TZ"] = "UTC";
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            try
            {
                var error = process.StandardError.ReadToEndAsync(ct);
                var output = await process.StandardOutput.ReadToEndAsync(ct) + await error;
                await process.WaitForExitAsync(ct);
                return new Command(process.ExitCode, output);
            }
            catch (OperationCanceledException)
            {
                process.Kill();
                throw;
            }
        }
        catch (Win32Exception missing)
        {
            return new Command(127, $"{words[0]}: {missing.Message}");
        }
    }

    /// <summary>.NET itself would look in the working folder first and run whatever lies there: our own <c>./test</c>, or worse.</summary>
    private static string Resolve(string program) =>
        program.Contains('/', StringComparison.Ordinal)
            ? program
            : Path.Split(':').Select(folder => $"{folder}/{program}").FirstOrDefault(File.Exists) ?? $"/usr/bin/{program}";
}
