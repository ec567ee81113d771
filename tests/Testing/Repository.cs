namespace OpenEvent.Testing;

/// <summary>The repository that the tests were built from.</summary>
public static class Repository
{
    public static string Root { get; } = NodeTool.FindRepositoryRoot();
}
