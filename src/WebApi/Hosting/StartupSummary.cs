using System.Globalization;

namespace OpenEvent.WebApi.Hosting;

/// <summary>The lines that the server prints when it is ready: what it uses, and its main URLs.</summary>
public sealed class StartupSummary
{
    private readonly List<(string Label, Func<string> Text)> _lines = [];

    /// <summary>Adds a line. It must not contain secrets or e-mail addresses, because logs may keep it.</summary>
    public StartupSummary Add(string label, string text) => Add(label, () => text);

    /// <summary>Adds a line whose text is read when the server is ready.</summary>
    public StartupSummary Add(string label, Func<string> text)
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
                .Select(url =>
                    ("see", $"{url}/lab (remote lab), {url}/reference (API documentation), {url}/openapi/v1.json, {url}/health/ready")
                ),
            .. _lines.Select(line => (line.Label, line.Text())),
        ];
        var header = $"OpenEvent {Telemetry.Version} is ready ({environment})\n";
        return lines.Aggregate(header, (text, line) =>
            text + string.Create(CultureInfo.InvariantCulture, $"  {line.Label, -9} {line.Text}\n")
        );
    }
}
