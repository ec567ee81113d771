using System.Diagnostics;
using MediatR;
using Microsoft.Extensions.Logging;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Common.Behaviours;

/// <summary>Finds out who asks, and writes one log line: name, user id, milliseconds, outcome. Never the request: it may hold a password.</summary>
internal sealed class Admission<TRequest, TResult>(IActorSource actors, Gate gate, ILogger<Admission<TRequest, TResult>> log)
    : IPipelineBehavior<TRequest, TResult>
    where TRequest : IRequest<TResult>
{
    private static readonly string Name = RequestName.Of(typeof(TRequest));

    public async Task<TResult> Handle(TRequest request, CancellationToken ct, RequestHandlerDelegate<TResult> next)
    {
        var start = Stopwatch.GetTimestamp();
        gate.Admit(await actors.GetAsync(ct));
        try
        {
            var result = await next();
            if (log.IsEnabled(LogLevel.Debug))
                log.LogDebug(
                    "{Request} by user {UserId} done in {Milliseconds:0.0} ms",
                    Name,
                    gate.Actor.UserId,
                    Stopwatch.GetElapsedTime(start).TotalMilliseconds
                );
            return result;
        }
        catch (Refused refused)
        {
            log.LogDebug("{Request} by user {UserId} refused as {Kind}", Name, gate.Actor.UserId, refused.Kind);
            throw;
        }
        catch (Exception failure) when (gate.Depth == 0 && Collision.Is(failure))
        {
            log.LogInformation("{Request} by user {UserId} refused: others were in its way", Name, gate.Actor.UserId);
            throw Collision.Refusal();
        }
    }
}
