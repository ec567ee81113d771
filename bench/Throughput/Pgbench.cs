using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace OpenEvent.Bench.Throughput;

/// <summary>Runs pgbench, PostgreSQL's load generator, with prepared statements and one connection for each client.</summary>
internal sealed partial class Pgbench(string program, BenchPostgres postgres, string folder)
{
    /// <exception cref="InvalidOperationException">pgbench is not installed.</exception>
    public static string Find() =>
        Directory
            .GetDirectories("/usr/lib/postgresql")
            .OrderByDescending(d => int.TryParse(Path.GetFileName(d), out var major) ? major : 0)
            .Select(d => Path.Combine(d, "bin", "pgbench"))
            .FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("pgbench is missing. Install the packages postgresql and postgresql-contrib.");

    /// <returns>Transactions per second, without the time to connect.</returns>
    public async Task<double> RunAsync(string script, int clients, TimeSpan time)
    {
        var file = Path.Combine(folder, "order.sql");
        var address = postgres.Address;
        await File.WriteAllTextAsync(file, script);
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (
            var argument in (string[])
                [
                    "-n",
                    "-M",
                    "prepared",
                    "-c",
                    $"{clients}",
                    "-j",
                    "2",
                    "-T",
                    $"{time.TotalSeconds:0}",
                    "-f",
                    file,
                    "-h",
                    address.Host!,
                    "-U",
                    address.Username!,
                    address.Database!,
                ]
        )
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0 || !Rate().IsMatch(await output))
            throw new InvalidOperationException($"pgbench: {await output}{await errors}\n{script}");
        return double.Parse(Rate().Match(await output).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^tps = ([\d.]+) \(without", RegexOptions.Multiline)]
    private static partial Regex Rate();
}
