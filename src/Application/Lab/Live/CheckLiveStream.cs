using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>Whether the caller could open a live stream now. Nothing is opened.</summary>
/// <exception cref="RejectedException">TooManyRequests: as many streams as possible are open.</exception>
internal sealed record CheckLiveStream : IRequest
{
    internal sealed class Handler(IAuthorization authorization, LiveStreamSlots slots) : IRequestHandler<CheckLiveStream>
    {
        public Task<Unit> Handle(CheckLiveStream request, CancellationToken ct)
        {
            authorization.Require(LabCallPolicy.UseLab(authorization.Actor));
            slots.Require(authorization.Actor.UserId ?? 0, authorization.Actor.IsVerified);
            return Unit.Task;
        }
    }
}
