using System.Text.Json;

namespace OpenEvent.Testing;

/// <summary>Redocly's linter (tests/tools/openapi), which checks a document against the OpenAPI specification.</summary>
public static class OpenApiLinter
{
    /// <returns>The errors, each with the place in the document.</returns>
    public static string[] FindErrors(string document)
    {
        var folder = Directory.CreateTempSubdirectory("openevent-openapi-").FullName;
        try
        {
            var file = Path.Combine(folder, "openapi.json");
            File.WriteAllText(file, document);
            // Without these variables the program would ask its server for newer versions and send it figures about its use.
            using var process = ExternalTool.Start(
                "coreutils",
                "env",
                "REDOCLY_TELEMETRY=off",
                "REDOCLY_SUPPRESS_UPDATE_NOTICE=true",
                "node",
                Path.Combine(NodeTool.Install("openapi"), "node_modules", "@redocly", "cli", "bin", "cli.js"),
                "lint",
                "--extends=spec",
                "--format=json",
                "--max-problems=1000",
                file
            );
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (!output.TrimStart().StartsWith('{'))
                throw new InvalidOperationException($"The linter failed: {errors.Result}");
            using var report = JsonDocument.Parse(output);
            return
            [
                .. report
                    .RootElement.GetProperty("problems")
                    .EnumerateArray()
                    .Where(p => p.GetProperty("severity").GetString() == "error")
                    .Select(p => $"{p.GetProperty("message").GetString()} {p.GetProperty("location")}"),
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
