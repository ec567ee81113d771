namespace OpenEvent.Testing;

/// <summary>
/// Generates a C# client from an API description (Kiota), compiles the tour of tests/tools/csharp-client with it and runs it. Only the
/// paths of the tour are generated: all of them take minutes to compile.
/// </summary>
public static class CSharpClient
{
    private static readonly string[] Paths =
    [
        "/auth/session",
        "/v1/events",
        "/v1/events/{key}",
        "/v1/tickets",
        "/v1/orders/{key}",
        "/v1/orders/{key}/attendees",
        "/v1/orders/create-order",
        "/v1/attendees/{key}",
    ];

    /// <returns>What the tour prints.</returns>
    /// <exception cref="InvalidOperationException">The tour does not compile, or fails.</exception>
    public static string RunTour(string document, string serverUrl, string email, string password)
    {
        var root = Repository.Root;
        var folder = Directory.CreateTempSubdirectory("openevent-csharp-").FullName;
        try
        {
            foreach (var file in new[] { "Program.cs", "Tour.csproj" })
                File.Copy(Path.Combine(root, "tests", "tools", "csharp-client", file), Path.Combine(folder, file));
            File.WriteAllText(Path.Combine(folder, "openapi.json"), document);
            Bash(root, "dotnet tool restore");
            Bash(
                root,
                $"KIOTA_OFFLINE_ENABLED=true dotnet kiota generate --language CSharp --openapi {folder}/openapi.json"
                    + $" --output {folder}/client --class-name OpenEventClient --namespace-name OpenEvent.Client"
                    + " --exclude-backward-compatible --log-level Error"
                    + " --structured-mime-types application/json --structured-mime-types application/vnd.api+json "
                    + string.Join(' ', Paths.Select(path => $"--include-path '{path}'"))
            );
            Bash(folder, "dotnet build Tour.csproj --output out -v quiet -clp:NoSummary");
            return ExternalTool.Run("dotnet-sdk-10.0", "dotnet", Path.Combine(folder, "out", "Tour.dll"), serverUrl, email, password);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The tools write their errors to the standard output.</summary>
    private static void Bash(string folder, string command) => ExternalTool.Run("bash", "bash", "-c", $"cd {folder} && {command} 1>&2");
}
