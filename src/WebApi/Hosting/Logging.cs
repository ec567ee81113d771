using System.Globalization;
using OpenEvent.WebApi.Identity;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Serilog.Formatting.Compact;

namespace OpenEvent.WebApi.Hosting;

/// <summary>
/// Logging. Lines contain no paths, query strings, bodies, addresses or tokens: a request is logged as its method, route template, status
/// and duration.
/// </summary>
internal static class Logging
{
    private const string TextTemplate = "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}";

    /// <summary>These sources log whole URLs or SQL statements at Information.</summary>
    private static readonly string[] VerboseSources = ["Microsoft", "System", "Quartz", "Npgsql"];

    /// <summary>Whether log lines are JSON. If so, nothing else may be written to standard output.</summary>
    public static bool IsJson(this LogSettings settings, IHostEnvironment environment) =>
        settings.Format == LogFormat.Json
        || (settings.Format == LogFormat.Auto && !environment.IsDevelopment() && Console.IsOutputRedirected);

    /// <summary>Adds logging. The returned factory is for use before the host is built.</summary>
    public static ILoggerFactory AddOpenEventLogging(this WebApplicationBuilder builder)
    {
        var settings = builder.AddSettings<LogSettings>("Log");
        var minimumLevel = LevelConvert.ToSerilogLevel(settings.Level);
        var configuration = new LoggerConfiguration()
            .MinimumLevel.Is(minimumLevel)
            .Enrich.FromLogContext()
            .Enrich.With(RequestPathRemover.Instance)
            // The same exception is thrown, and ServerRunner prints it.
            .Filter.ByExcluding(logEvent => logEvent.MessageTemplate.Text == "Hosting failed to start");
        foreach (var source in VerboseSources)
            configuration.MinimumLevel.Override(source, minimumLevel > LogEventLevel.Warning ? minimumLevel : LogEventLevel.Warning);
        // It warns that keys are stored without encryption; docs/settings.md says so at Auth:Secret.
        configuration.MinimumLevel.Override("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogEventLevel.Error);
        foreach (var (source, level) in builder.ReadSourceLevels())
            configuration.MinimumLevel.Override(source, LevelConvert.ToSerilogLevel(level));
        var logger = (
            settings.IsJson(builder.Environment)
                ? configuration.WriteTo.Console(new RenderedCompactJsonFormatter())
                : configuration.WriteTo.Console(outputTemplate: TextTemplate, formatProvider: null)
        ).CreateLogger();
        builder.Services.AddSerilog(logger, dispose: true).AddSingleton<Serilog.ILogger>(logger);
        return new SerilogLoggerFactory(logger);
    }

    /// <remarks>The binder would ignore a value that is no level.</remarks>
    private static IEnumerable<(string Source, LogLevel Level)> ReadSourceLevels(this WebApplicationBuilder builder)
    {
        builder.AddSettingsSection("Logging:LogLevel");
        foreach (var source in builder.Configuration.GetSection("Logging:LogLevel").GetChildren())
        {
            if (!Enum.TryParse<LogLevel>(source.Value, ignoreCase: true, out var level) || !Enum.IsDefined(level))
                throw new ConfigurationException($"{source.Path}: must be one of {string.Join(", ", Enum.GetNames<LogLevel>())}.");
            if (source.Key.Equals("Default", StringComparison.OrdinalIgnoreCase))
                throw new ConfigurationException($"{source.Path} is not a setting. Set Log:Level instead.");
            yield return (source.Key, level);
        }
    }

    /// <summary>Writes one line per request, when the request has ended.</summary>
    public static void UseRequestLogging(this WebApplication app) =>
        app.UseSerilogRequestLogging(options =>
        {
            // The default is the static logger, which is not configured.
            options.Logger = app.Services.GetRequiredService<Serilog.ILogger>();
            options.MessageTemplate = "{Method:l} {Route:l} {Status} in {Elapsed:0.0} ms for {User:l}";
            options.GetLevel = (context, _, error) =>
                error is not null || context.Response.StatusCode >= 500 ? LogEventLevel.Error
                : context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal) ? LogEventLevel.Debug
                : LogEventLevel.Information;
            options.GetMessageTemplateProperties = (context, _, elapsed, status) =>
                [
                    new LogEventProperty("Method", new ScalarValue(context.Request.Method)),
                    new LogEventProperty(
                        "Route",
                        new ScalarValue((context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(no route)")
                    ),
                    new LogEventProperty("Status", new ScalarValue(status)),
                    new LogEventProperty("Elapsed", new ScalarValue(elapsed)),
                    new LogEventProperty("User", new ScalarValue(GetUserId(context) ?? "anonymous")),
                ];
        });

    /// <summary>
    /// Removes the path that ASP.NET Core adds to every line of a request. It contains names of secret files, codes and order identifiers.
    /// </summary>
    private sealed class RequestPathRemover : ILogEventEnricher
    {
        public static readonly RequestPathRemover Instance = new();

        public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory) => logEvent.RemovePropertyIfPresent("RequestPath");
    }

    /// <summary>The id of the signed-in user.</summary>
    private static string? GetUserId(HttpContext context) =>
        context.Features.Get<AuthenticatedToken>()?.Claims.UserId.ToString(CultureInfo.InvariantCulture);
}
