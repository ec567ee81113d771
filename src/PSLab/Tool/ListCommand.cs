using OpenEvent.PSLab.Functions;

namespace OpenEvent.PSLab.Tool;

/// <summary><c>pslab list</c>: shows the board at a port and all functions that can be called.</summary>
internal static class ListCommand
{
    public static async Task RunAsync(CommandLineOptions options, TextWriter output, CancellationToken ct)
    {
        var link = options.TakeLinkOptions();
        var port = options.TakeArgument("PORT");
        options.RequireNoneLeft();
        await using var board = new Board(port, link);
        var identity = await board.IdentifyAsync(ct);
        await output.WriteLineAsync($"{port}: {identity.Version}, firmware {identity.Firmware}, {DescribePort(port)}");
        foreach (var group in FunctionCatalogue.Standard.Functions.Where(f => f.WithdrawalReason is null).GroupBy(f => f.Group))
        {
            await output.WriteLineAsync($"\n{group.Key}");
            foreach (var function in group)
            {
                var names = function.Aliases.Count > 0 ? $" (also {string.Join(", ", function.Aliases)})" : "";
                await output.WriteLineAsync($"  {function.Signature}\n      {function.Summary}{names}");
            }
        }
    }

    /// <summary>Only virtual boards are behind a pseudo-terminal. The protocol itself does not tell them from real boards.</summary>
    private static string DescribePort(string port)
    {
        if (port.StartsWith("tcp:", StringComparison.OrdinalIgnoreCase))
            return "on the network";
        var device = File.ResolveLinkTarget(port, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(port);
        return device.StartsWith("/dev/pts/", StringComparison.Ordinal)
            ? $"a virtual board ({device} is a pseudo-terminal)"
            : $"a serial port ({device})";
    }
}
