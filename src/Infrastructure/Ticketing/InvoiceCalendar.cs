using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenEvent.Application.Ticketing;

namespace OpenEvent.Infrastructure.Ticketing;

/// <summary>
/// Asks once an hour whether the month has invoices to issue or reminders to send. Both are done once, whenever and on however many nodes it asks: a server that
/// was down on the 1st issues them when it is back.
/// </summary>
internal sealed class InvoiceCalendar(IServiceScopeFactory scopes, TimeProvider clock, ILogger<InvoiceCalendar> log) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat, clock);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                for (long? at = 0; at is { } after;) at = await SendAsync(new InvoiceOrganizers(after), stoppingToken);
                await SendAsync(new RemindOfInvoices(), stoppingToken);
                await timer.WaitForNextTickAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                log.LogWarning(failure, "Invoices could not be issued; they are in an hour");
                await Task.Delay(Beat, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<T> SendAsync<T>(IRequest<T> command, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(command, ct);
    }
}
