namespace OpenEvent.Architecture.Tests;

/// <summary>The C# files of the repository.</summary>
internal static class Sources
{
    public static string Root { get; } = FindRoot();

    /// <summary>All C# files except migrations and build output.</summary>
    public static IEnumerable<string> Files(string under) =>
        Directory
            .EnumerateFiles(Path.Combine(Root, under), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "Migrations" or "node_modules"));

    public static string Relative(string file) => Path.GetRelativePath(Root, file);

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "OpenEvent.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No OpenEvent.sln above the tests.");
        return folder;
    }
}
