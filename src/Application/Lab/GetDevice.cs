using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>One device, and the caller's place in its queue.</summary>
internal sealed record GetDevice(string Device) : IRequest<DeviceStatus>
{
    internal sealed class Handler(IAuthorization authorization, ILabDevices devices) : IRequestHandler<GetDevice, DeviceStatus>
    {
        public Task<DeviceStatus> Handle(GetDevice request, CancellationToken ct)
        {
            authorization.Require(LabCallPolicy.UseLab(authorization.Actor));
            return Task.FromResult(DeviceStatus.Create(devices.Get(request.Device), authorization.Actor));
        }
    }
}
