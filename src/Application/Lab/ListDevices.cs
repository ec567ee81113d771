using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>The devices of this server with their state, and the queues from the caller's point of view.</summary>
internal sealed record ListDevices : IRequest<IReadOnlyList<DeviceStatus>>
{
    internal sealed class Handler(IAuthorization authorization, ILabDevices devices)
        : IRequestHandler<ListDevices, IReadOnlyList<DeviceStatus>>
    {
        public Task<IReadOnlyList<DeviceStatus>> Handle(ListDevices request, CancellationToken ct)
        {
            authorization.Require(LabCallPolicy.UseLab(authorization.Actor));
            return Task.FromResult<IReadOnlyList<DeviceStatus>>([.. devices.All.Select(d => DeviceStatus.Create(d, authorization.Actor))]);
        }
    }
}
