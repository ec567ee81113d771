using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using OpenEvent.Application.Identity;

namespace OpenEvent.Bench.SignIn;

/// <summary>The command <c>argon2</c> of the reference implementation (Debian's package argon2).</summary>
internal static partial class Argon2Command
{
    /// <summary>Computes one hash with the parameters of the settings.</summary>
    /// <returns>The processor time in milliseconds, as the command prints it: for the hash alone, in steps of one.</returns>
    /// <exception cref="InvalidOperationException">It printed no time.</exception>
    /// <exception cref="System.ComponentModel.Win32Exception">The command is not installed.</exception>
    public static double Measure(AuthSettings settings)
    {
        var start = new ProcessStartInfo("argon2") { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (
            var argument in (string[])
                [
                    "0123456789abcdef",
                    "-id",
                    "-t",
                    settings.HashPasses.ToString(CultureInfo.InvariantCulture),
                    "-k",
                    settings.HashMemoryKiB.ToString(CultureInfo.InvariantCulture),
                    "-p",
                    "1",
                    "-l",
                    "32",
                ]
        )
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        process.StandardInput.Write("correct horse");
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return Seconds().Match(output) is { Success: true } match
            ? double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) * 1000
            : throw new InvalidOperationException($"argon2 ended with {process.ExitCode} and printed: {output}");
    }

    [GeneratedRegex(@"([0-9.]+) seconds")]
    private static partial Regex Seconds();
}
