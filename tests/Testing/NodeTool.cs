namespace OpenEvent.Testing;

/// <summary>A Node.js program in tests/tools, with its lock file.</summary>
internal static class NodeTool
{
    private static readonly Lock InstallLock = new();

    /// <returns>The path of the tool's <c>server.js</c>, after its packages are installed.</returns>
    public static string InstallAndGetScript(string tool) => Path.Combine(Install(tool), "server.js");

    /// <returns>The folder of the tool, after its packages are installed.</returns>
    public static string Install(string tool)
    {
        var folder = Path.Combine(Repository.Root, "tests", "tools", tool);
        lock (InstallLock)
        {
            if (!File.Exists(Path.Combine(folder, "node_modules", ".package-lock.json")))
                ExternalTool.Run("npm", "npm", "ci", "--silent", "--no-audit", "--no-fund", "--prefix", folder);
        }

        return folder;
    }
}
