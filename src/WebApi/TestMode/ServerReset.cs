using System.Diagnostics;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.WebApi.Hosting;

namespace OpenEvent.WebApi.TestMode;

/// <summary>Brings a running server back to the state after its start (docs/decisions/054).</summary>
internal sealed class ServerReset(
    TestingMode mode,
    RequestDrain requests,
    ITestDatabase database,
    IEnumerable<IResettable> parts,
    IVisitorChanges visitors,
    IEnumerable<IHostedService> services,
    IServiceProvider provider
) : IDisposable
{
    /// <summary>How long work in the background, such as making a PDF, may take to end.</summary>
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _turn = new(1);

    /// <returns>How long it took.</returns>
    /// <exception cref="RejectedException">Unavailable: something does not end, and nothing was reset.</exception>
    public async Task<TimeSpan> RunAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        var start = Stopwatch.GetTimestamp();
        try
        {
            await requests.DrainAsync();
            // From here on it is completed, whether or not the client waits.
            await ReplaceAsync();
            return Stopwatch.GetElapsedTime(start);
        }
        finally
        {
            requests.Resume();
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task ReplaceAsync()
    {
        var jobs = services.OfType<BackgroundService>().ToList();
        try
        {
            await StopAsync(jobs);
            mode.Clock.Reset();
            mode.Stripe?.Reset();
            await database.SetTimeAsync(mode.Clock.State, CancellationToken.None);
            await database.ResetAsync(CancellationToken.None);
            foreach (var part in parts)
                await part.ResetAsync(CancellationToken.None);
            await visitors.ApplyAsync(eventIds: null, CancellationToken.None);
            await DatabaseSeeder.RefreshSettingsAsync(provider, CancellationToken.None);
        }
        finally
        {
            await Task.WhenAll(jobs.Select(job => job.StartAsync(CancellationToken.None)));
        }
    }

    private static async Task StopAsync(List<BackgroundService> jobs)
    {
        using var limit = new CancellationTokenSource(TimeToStop);
        await Task.WhenAll(jobs.Select(job => job.StopAsync(limit.Token)));
        if (jobs.Find(job => job.ExecuteTask is { IsCompleted: false }) is { } running)
            throw RejectedException.Unavailable($"{running.GetType().Name} does not end, so nothing was reset.", TimeSpan.FromSeconds(1));
    }
}
