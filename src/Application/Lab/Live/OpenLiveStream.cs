using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>Opens a live stream of a device. It is one record in the history of calls.</summary>
internal sealed record OpenLiveStream(string Device) : IRequest<LiveStream>
{
    internal sealed class Handler(
        IAuthorization authorization,
        ILabDevices devices,
        ICallLog log,
        CallBudget budget,
        IThrottle throttle,
        LiveStreamSlots slots,
        LiveFeeds feeds,
        LiveStreamSettings settings,
        TimeProvider clock
    ) : IRequestHandler<OpenLiveStream, LiveStream>
    {
        public async Task<LiveStream> Handle(OpenLiveStream request, CancellationToken ct)
        {
            authorization.Require(LabCallPolicy.UseLab(authorization.Actor));
            var device = devices.Get(request.Device);
            var userId = authorization.Actor.UserId;
            var slot = slots.Take(userId ?? 0, authorization.Actor.IsVerified);
            try
            {
                await budget.CountAsync(throttle, LabUser.Of(authorization.Actor), LiveStream.RecordedFunction, ct);
                var started = await log.BeginAsync(userId, device.Name, LiveStream.RecordedFunction, ct);
                return new LiveStream(device, userId, started, log, slot, feeds.Get(device.Name), settings, clock);
            }
            catch
            {
                slot.Dispose();
                throw;
            }
        }
    }
}
