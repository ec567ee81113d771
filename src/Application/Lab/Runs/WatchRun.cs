using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Lab;

/// <summary>Watches a run that the caller can read.</summary>
/// <exception cref="RejectedException">NotFound. TooManyRequests: as many runs as possible are watched.</exception>
internal sealed record WatchRun(long Id) : IRequest<RunViewer>
{
    internal sealed class Handler(IAuthorization authorization, IMediator mediator, RunViewerSlots slots)
        : IRequestHandler<WatchRun, RunViewer>
    {
        public async Task<RunViewer> Handle(WatchRun request, CancellationToken ct)
        {
            authorization.RequireSignIn("Sign in to see a run.");
            var opened = await mediator.Send(new OpenRun(request.Id), ct);
            var actor = authorization.Actor;
            return new RunViewer(opened, slots.Take(actor.UserId ?? 0, actor.IsVerified), mediator);
        }
    }
}
