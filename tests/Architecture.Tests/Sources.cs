using OpenEvent.Testing;

namespace OpenEvent.Architecture.Tests;

/// <summary>The C# files of the repository.</summary>
internal static class Sources
{
    public static string Root { get; } = Repository.Root;

    /// <summary>All C# files except migrations and build output.</summary>
    public static IEnumerable<string> Files(string under) =>
        Directory
            .EnumerateFiles(Path.Combine(Root, under), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "Migrations" or "node_modules"));

    public static string Relative(string file) => Path.GetRelativePath(Root, file);
}
