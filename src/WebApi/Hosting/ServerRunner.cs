using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Connections;

namespace OpenEvent.WebApi.Hosting;

/// <summary>Runs the server process and returns its exit code.</summary>
internal static class ServerRunner
{
    public const string PortHint = "To listen on another port: --urls http://localhost:5001";

    /// <returns>The exit code.</returns>
    public static async Task<int> PrintUsageAsync()
    {
        await Console.Out.WriteAsync(Arguments.ReadUsage());
        return 0;
    }

    /// <summary>
    /// Builds and starts the server, prints the startup summary, and waits for shutdown. A startup error is one line on standard error.
    /// </summary>
    public static async Task<int> RunAsync(Func<CancellationToken, Task<WebApplication>> build)
    {
        using var stopping = new CancellationTokenSource();
        var isStarted = false;
        try
        {
            await using var app = await BuildAsync(build, stopping);
            await StartAsync(app, stopping.Token);
            PrintSummary(app);
            isStarted = true;
            await app.WaitForShutdownAsync(CancellationToken.None);
            return 0;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception e) when (!isStarted)
        {
            await Console.Error.WriteLineAsync($"OpenEvent cannot start: {GetStartupError(e)}");
            if (IsDebug())
                await Console.Error.WriteLineAsync(e.ToString());
            return 1;
        }
    }

    /// <summary>Until the host handles signals, they cancel the build, so that what it started is stopped.</summary>
    private static async Task<WebApplication> BuildAsync(
        Func<CancellationToken, Task<WebApplication>> build,
        CancellationTokenSource stopping
    )
    {
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        return await build(stopping.Token);

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stopping.Cancel();
        }
    }

    /// <summary>If the start fails, stops the background services that were started.</summary>
    private static async Task StartAsync(WebApplication app, CancellationToken ct)
    {
        try
        {
            await app.StartAsync(ct);
        }
        catch
        {
            await app.StopAsync(CancellationToken.None);
            throw;
        }
    }

    private static void PrintSummary(WebApplication app)
    {
        var text = app.Services.GetRequiredService<StartupSummary>().Render(app.Urls, app.Environment.EnvironmentName);
        var json = app.Services.GetRequiredService<LogSettings>().IsJson(app.Environment);
        (json ? Console.Error : Console.Out).WriteLine(text);
    }

    /// <summary>Every failure to start is one line: the operator reads it in the journal, where a stack trace hides it.</summary>
    private static string GetStartupError(Exception e) =>
        e switch
        {
            ConfigurationException => e.Message,
            IOException { InnerException: AddressInUseException } => $"--urls: {e.Message.TrimEnd('.')}. {PortHint}",
            SocketException => $"--urls: {e.Message}",
            InvalidOperationException when e.Message.Contains("HTTPS endpoint", StringComparison.Ordinal) =>
                "--urls: an https address needs a certificate: Kestrel:Certificates:Default:Path and :Password. "
                    + "Or listen on http behind a reverse proxy (docs/run-in-production.md).",
            _ => $"{e.GetBaseException().Message.ReplaceLineEndings(" ")} ({e.GetBaseException().GetType().Name})",
        };

    /// <summary>With <c>--Log:Level=Debug</c>, also where the failure happened.</summary>
    private static bool IsDebug() =>
        Environment
            .GetCommandLineArgs()
            .Append($"--Log:Level={Environment.GetEnvironmentVariable("Log__Level")}")
            .Any(argument =>
                argument.Equals("--Log:Level=Debug", StringComparison.OrdinalIgnoreCase)
                || argument.Equals("--Log:Level=Trace", StringComparison.OrdinalIgnoreCase)
            );
}
