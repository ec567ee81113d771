namespace OpenEvent.WebApi.Hosting;

/// <summary>The command line has settings only. The framework ignores everything else, so it is rejected here.</summary>
internal static class Arguments
{
    private static readonly string[] Help = ["--help", "-h", "-?", "help"];

    public static bool AskForHelp(string[] args) => args.Any(Help.Contains);

    public static string ReadUsage()
    {
        using var reader = new StreamReader(typeof(Arguments).Assembly.GetManifestResourceStream("usage.txt")!);
        return reader.ReadToEnd();
    }

    /// <exception cref="ConfigurationException">An argument is not a setting, or a setting has no value.</exception>
    public static void RejectUnknown(string[] args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i].Contains('=', StringComparison.Ordinal))
                continue;
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
                throw new ConfigurationException($"{args[i]} is not a setting such as --Section:Key=value. --help prints some settings.");
            // The value is the next argument.
            if (++i == args.Length)
                throw new ConfigurationException($"{args[^1]} has no value. Write {args[^1]}=VALUE.");
        }
    }
}
