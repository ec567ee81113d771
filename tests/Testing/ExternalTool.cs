using System.ComponentModel;
using System.Diagnostics;

namespace OpenEvent.Testing;

/// <summary>An external program that reads the server's output as users' programs do.</summary>
public static class ExternalTool
{
    /// <param name="package">The Debian package to install if the program is missing. <c>./test</c> installs it.</param>
    public static string Run(string package, string program, params string[] arguments)
    {
        using var process = Start(package, program, arguments);
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{program} exited with code {process.ExitCode}: {errors.Result}");
    }

    public static Process Start(string package, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new InvalidOperationException($"{program} is missing: apt-get install {package} (./test installs it).");
        }
    }
}
