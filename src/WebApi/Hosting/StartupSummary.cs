using System.Globalization;

namespace OpenEvent.WebApi.Hosting;

/// <summary>What a person at the shell is told once the server answers: what it uses and where to look.</summary>
public sealed class StartupSummary
{
    private readonly List<(string Label, string Text)> _lines = [];

    /// <summary>Adds a line. No secret and no e-mail address: a journal keeps it.</summary>
    public StartupSummary Add(string label, string text)
    {
        _lines.Add((label, text));
        return this;
    }

    internal string Render(IEnumerable<string> addresses, string environment)
    {
        var urls = addresses.ToList();
        IEnumerable<(string Label, string Text)> lines =
        [
            .. urls.Select(url => ("address", url)),
            .. urls.Take(1)
                .Select(url => ("look at", $"{url}/reference (the API, to read and try), {url}/openapi/v1.json, {url}/health/ready")),
            .. _lines,
        ];
        var header = $"OpenEvent {Telemetry.Version} is ready ({environment})\n";
        return lines.Aggregate(header, (text, line) =>
            text + string.Create(CultureInfo.InvariantCulture, $"  {line.Label, -9} {line.Text}\n")
        );
    }
}
