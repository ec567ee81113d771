using System.Globalization;

namespace OpenEvent.WebApi.Hosting;

/// <summary>The number of files and connections that the operating system lets this process open.</summary>
internal static class OpenFileLimit
{
    /// <summary>The runtime's own files, the pool of database connections, and some clients.</summary>
    private const int Minimum = 256;

    private const string LimitsFile = "/proc/self/limits";

    /// <summary>Called before the server's assemblies are loaded, because with a very low limit they cannot be.</summary>
    /// <returns>One line for the operator if the limit is too low to start; else null.</returns>
    public static string? FindProblem() =>
        OperatingSystem.IsLinux() && File.Exists(LimitsFile) && FindLimit(File.ReadLines(LimitsFile)) is { } limit && limit < Minimum
            ? $"this process may open {limit} files, but {Minimum} are the least. Raise LimitNOFILE (systemd) or ulimit -n."
            : null;

    /// <returns>The exit code of a server that cannot start.</returns>
    public static Task<int> RefuseAsync(string problem)
    {
        Console.Error.WriteLine($"OpenEvent cannot start: {problem}");
        return Task.FromResult(1);
    }

    /// <returns>The soft limit; null if there is none.</returns>
    private static int? FindLimit(IEnumerable<string> lines) =>
        lines
            .Where(line => line.StartsWith("Max open files", StringComparison.Ordinal))
            .Select(line => line["Max open files".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0])
            .Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : (int?)null)
            .FirstOrDefault();
}
