using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>Watches the live streams of a device whose users allow it. The device is not used for that.</summary>
internal sealed record WatchDevice(string Device) : IRequest<LiveViewer>
{
    internal sealed class Handler(IAuthorization authorization, ILabDevices devices, LiveViewerSlots slots, LiveFeeds feeds)
        : IRequestHandler<WatchDevice, LiveViewer>
    {
        public Task<LiveViewer> Handle(WatchDevice request, CancellationToken ct)
        {
            authorization.Require(LabCallPolicy.UseLab(authorization.Actor));
            var feed = feeds.Get(devices.Get(request.Device).Name);
            return Task.FromResult(new LiveViewer(feed, slots.Take(authorization.Actor.UserId ?? 0, authorization.Actor.IsVerified)));
        }
    }
}
