using System.Diagnostics;
using MediatR;
using Microsoft.Extensions.Logging;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Common.Behaviours;

/// <summary>Finds out who asks, and writes one log line: name, user id, milliseconds, outcome. Never the request: it may hold a password.</summary>
internal sealed class LoggingBehaviour<TRequest, TResult>(
    ICurrentActor currentActor,
    Authorization authorization,
    ILogger<LoggingBehaviour<TRequest, TResult>> log
) : IPipelineBehavior<TRequest, TResult>
    where TRequest : IRequest<TResult>
{
    private static readonly string Name = RequestName.For(typeof(TRequest));

    public async Task<TResult> Handle(TRequest request, CancellationToken ct, RequestHandlerDelegate<TResult> next)
    {
        var startedAt = Stopwatch.GetTimestamp();
        authorization.SetActor(await currentActor.GetAsync(ct));
        try
        {
            var result = await next();
            if (log.IsEnabled(LogLevel.Debug))
                log.LogDebug(
                    "{Request} by user {UserId} done in {Milliseconds:0.0} ms",
                    Name,
                    authorization.Actor.UserId,
                    Stopwatch.GetElapsedTime(startedAt).TotalMilliseconds
                );
            return result;
        }
        catch (RejectedException rejection)
        {
            log.LogDebug("{Request} by user {UserId} refused as {Kind}", Name, authorization.Actor.UserId, rejection.Kind);
            throw;
        }
        catch (Exception failure) when (authorization.TransactionDepth == 0 && WriteConflict.IsCauseOf(failure))
        {
            log.LogInformation("{Request} by user {UserId} refused: others were in its way", Name, authorization.Actor.UserId);
            throw WriteConflict.ToRejection();
        }
    }
}
