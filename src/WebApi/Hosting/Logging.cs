using System.Globalization;
using OpenEvent.WebApi.Identity;
using Serilog;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Serilog.Formatting.Compact;

namespace OpenEvent.WebApi.Hosting;

/// <summary>What is logged and how. No query strings, bodies, addresses or tokens: a request is its route's template, method, status and time.</summary>
internal static class Logging
{
    private const string TextTemplate = "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}";

    /// <summary>These log whole addresses or statements at Information.</summary>
    private static readonly string[] VerboseSources = ["Microsoft", "System", "Quartz", "Npgsql"];

    /// <summary>Whether log lines are JSON here; then nothing else may go to standard output.</summary>
    public static bool IsJson(this LogSettings settings, IHostEnvironment environment) =>
        settings.Format == LogFormat.Json
        || (settings.Format == LogFormat.Auto && !environment.IsDevelopment() && Console.IsOutputRedirected);

    /// <summary>Sets the log up and gives it at once, for what happens before the host is built.</summary>
    public static ILoggerFactory AddOpenEventLogging(this WebApplicationBuilder builder)
    {
        var settings = builder.AddSettings<LogSettings>("Log");
        var minimumLevel = LevelConvert.ToSerilogLevel(settings.Level);
        var configuration = new LoggerConfiguration()
            .MinimumLevel.Is(minimumLevel)
            .Enrich.FromLogContext()
            .Filter.ByExcluding(logEvent => logEvent.MessageTemplate.Text == "Hosting failed to start"); // thrown as well, and Launch tells it
        foreach (var source in VerboseSources)
            configuration.MinimumLevel.Override(source, minimumLevel > LogEventLevel.Warning ? minimumLevel : LogEventLevel.Warning);
        foreach (var (source, level) in builder.Configuration.GetSection("Logging:LogLevel").Get<Dictionary<string, LogLevel>>() ?? [])
        {
            if (source != "Default")
                configuration.MinimumLevel.Override(source, LevelConvert.ToSerilogLevel(level));
        }
        var logger = (
            settings.IsJson(builder.Environment)
                ? configuration.WriteTo.Console(new RenderedCompactJsonFormatter())
                : configuration.WriteTo.Console(outputTemplate: TextTemplate, formatProvider: null)
        ).CreateLogger();
        builder.Services.AddSerilog(logger, dispose: true).AddSingleton<Serilog.ILogger>(logger);
        return new SerilogLoggerFactory(logger);
    }

    /// <summary>One line a request, written when it is over.</summary>
    public static void UseRequestLogging(this WebApplication app) =>
        app.UseSerilogRequestLogging(options =>
        {
            options.Logger = app.Services.GetRequiredService<Serilog.ILogger>(); // else the static one, which nobody set
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
                    new LogEventProperty("User", new ScalarValue(GetUserId(context) ?? "nobody")),
                ];
        });

    /// <summary>The signed-in user's number.</summary>
    private static string? GetUserId(HttpContext context) =>
        context.Features.Get<AuthenticatedToken>()?.Claims.UserId.ToString(CultureInfo.InvariantCulture);
}
