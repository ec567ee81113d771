namespace OpenEvent.Testing;

/// <summary>The folder of this repository, for tests that read its documents and tools.</summary>
public static class RepositoryRoot
{
    /// <exception cref="InvalidOperationException">The tests were built outside of a clone.</exception>
    public static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "OpenEvent.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No OpenEvent.sln above the tests.");
        return folder;
    }
}
