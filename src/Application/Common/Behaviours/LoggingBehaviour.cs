using System.Diagnostics;
using MediatR;
using Microsoft.Extensions.Logging;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Common.Behaviours;

/// <summary>
/// Resolves the current actor, which is the server itself only in a scope that says so, and writes one log line: request name, user id,
/// duration in milliseconds, outcome. The content of a request is never logged, because it may contain a password.
/// </summary>
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
        authorization.SetActor(authorization.IsServer ? Actor.Server : await currentActor.GetAsync(ct));
        try
        {
            var result = await next();
            if (log.IsEnabled(LogLevel.Debug))
                log.LogDebug(
                    "{Request} by user {UserId} completed in {Milliseconds:0.0} ms",
                    Name,
                    authorization.Actor.UserId,
                    Stopwatch.GetElapsedTime(startedAt).TotalMilliseconds
                );
            return result;
        }
        catch (RejectedException rejection)
        {
            log.LogDebug("{Request} by user {UserId} rejected as {Kind}", Name, authorization.Actor.UserId, rejection.Kind);
            throw;
        }
        catch (Exception failure) when (authorization.TransactionDepth == 0 && WriteConflict.IsCauseOf(failure))
        {
            log.LogInformation(
                "{Request} by user {UserId} rejected: a write conflict remained after all attempts",
                Name,
                authorization.Actor.UserId
            );
            throw WriteConflict.ToRejection();
        }
    }
}
