using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Json;

namespace OpenEvent.WebApi.Hosting;

/// <summary>
/// Rejects sections that no part of the server reads, so that a misspelled one is noticed. The command line and files contain settings
/// only. The environment also contains variables of other programs: there a section is rejected if it looks like a misspelled one.
/// </summary>
internal static class UnknownSections
{
    /// <summary>Keys that ASP.NET Core reads.</summary>
    private static readonly string[] HostKeys =
    [
        "urls",
        "environment",
        "contentRoot",
        "webRoot",
        "applicationName",
        "http_ports",
        "https_ports",
        "https_port",
        "shutdownTimeoutSeconds",
        "AllowedHosts",
        "Kestrel",
    ];

    private static readonly object SectionsKey = new();

    /// <summary>Marks a section as known, e.g. <c>Payments:Stripe</c>.</summary>
    public static void AddSettingsSection(this WebApplicationBuilder builder, string section) => GetSections(builder).Add(section);

    /// <summary>To be called when all sections have been read.</summary>
    /// <exception cref="ConfigurationException">A section is unknown.</exception>
    public static void RejectUnknownSections(this WebApplicationBuilder builder, ILoggerFactory loggerFactory)
    {
        var sections = GetSections(builder);
        foreach (var provider in ((IConfigurationRoot)builder.Configuration).Providers)
        {
            var unknownKeys = ListKeys(provider, null).Where(key => !IsKnown(key, sections));
            if (provider is CommandLineConfigurationProvider or JsonConfigurationProvider)
            {
                if (unknownKeys.FirstOrDefault() is { } key)
                    throw new ConfigurationException(
                        $"{key} is not a setting. The sections are: {string.Join(", ", sections.Order())}. {ServerRunner.PortHint}"
                    );
            }
            else if (provider is EnvironmentVariablesConfigurationProvider)
                CheckEnvironment(unknownKeys, sections, loggerFactory);
        }
    }

    private static void CheckEnvironment(IEnumerable<string> unknownKeys, HashSet<string> sections, ILoggerFactory loggerFactory)
    {
        foreach (var key in unknownKeys.Where(key => key.Contains(':', StringComparison.Ordinal) && !key.StartsWith(':')))
        {
            var variable = key.Replace(":", "__", StringComparison.Ordinal);
            var similar = sections.FirstOrDefault(section => IsMisspelling(key, section));
            if (similar is not null)
                throw new ConfigurationException($"{key} (the environment variable {variable}) is not a setting. Did you mean {similar}?");
            loggerFactory
                .CreateLogger(typeof(UnknownSections))
                .LogDebug("The environment variable {Variable} looks like a setting, but is none", variable);
        }
    }

    /// <summary>The full keys that have values, e.g. <c>Payments:Stripe:SecretKey</c>.</summary>
    private static IEnumerable<string> ListKeys(IConfigurationProvider provider, string? parent) =>
        provider
            .GetChildKeys([], parent)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(child => parent is null ? child : $"{parent}:{child}")
            .SelectMany(key => provider.TryGet(key, out _) ? ListKeys(provider, key).Prepend(key) : ListKeys(provider, key));

    private static bool IsKnown(string key, HashSet<string> sections) =>
        sections.Any(section => key.StartsWith(section + ":", StringComparison.OrdinalIgnoreCase))
        || HostKeys.Contains(key.Split(':')[0], StringComparer.OrdinalIgnoreCase)
        || key.StartsWith("OTEL_", StringComparison.Ordinal);

    /// <summary>Whether the first names differ in one letter of four, or are the same and the rest differs.</summary>
    private static bool IsMisspelling(string key, string section)
    {
        var (given, known) = (key.Split(':')[0].ToUpperInvariant(), section.Split(':')[0].ToUpperInvariant());
        return GetDistance(given, known) <= known.Length / 4;
    }

    /// <summary>The Levenshtein distance.</summary>
    private static int GetDistance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[b.Length];
    }

    private static HashSet<string> GetSections(WebApplicationBuilder builder)
    {
        var properties = ((IHostApplicationBuilder)builder).Properties;
        if (!properties.TryGetValue(SectionsKey, out var sections))
            properties[SectionsKey] = sections = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return (HashSet<string>)sections;
    }
}
