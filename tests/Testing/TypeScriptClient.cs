namespace OpenEvent.Testing;

/// <summary>
/// Generates a TypeScript client from an API description (openapi-typescript), compiles the tour of tests/tools/typescript-client with it
/// and runs it with openapi-fetch.
/// </summary>
public static class TypeScriptClient
{
    /// <returns>What the tour prints.</returns>
    /// <exception cref="InvalidOperationException">The tour does not compile, or fails.</exception>
    public static string RunTour(string document, string serverUrl, string email, string password)
    {
        var tool = NodeTool.Install("typescript-client");
        var folder = Directory.CreateTempSubdirectory("openevent-typescript-").FullName;
        try
        {
            foreach (var file in new[] { "tour.ts", "tsconfig.json", "package.json" })
                File.Copy(Path.Combine(tool, file), Path.Combine(folder, file));
            Directory.CreateSymbolicLink(Path.Combine(folder, "node_modules"), Path.Combine(tool, "node_modules"));
            File.WriteAllText(Path.Combine(folder, "openapi.json"), document);
            Node("openapi-typescript/bin/cli.js", Path.Combine(folder, "openapi.json"), "-o", Path.Combine(folder, "api.d.ts"));
            Node("typescript/bin/tsc", "--project", folder);
            return ExternalTool.Run(
                "coreutils",
                "env",
                $"URL_OF_SERVER={serverUrl}",
                $"EMAIL={email}",
                $"PASSWORD={password}",
                "node",
                Path.Combine(folder, "out", "tour.js")
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        // The compiler writes its errors to the standard output.
        void Node(string script, params string[] arguments) =>
            ExternalTool.Run(
                "bash",
                "bash",
                ["-c", "\"$@\" 1>&2", "node", "node", Path.Combine(tool, "node_modules", script), .. arguments]
            );
    }
}
