namespace OpenEvent.Testing;

/// <summary>The repository that the tests were built from. They read its documents and tools.</summary>
public static class Repository
{
    /// <summary>Its folder.</summary>
    /// <exception cref="TypeInitializationException">The tests were built outside of a clone.</exception>
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "OpenEvent.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No OpenEvent.sln above the tests.");
        return folder;
    }
}
