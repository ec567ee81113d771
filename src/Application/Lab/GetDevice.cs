using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
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

/// <summary>A device from the point of view of one user.</summary>
/// <param name="Circuit">The circuit that the user chose for a virtual device; null for the configured one.</param>
internal sealed record DeviceStatus(string Name, DeviceInfo Info, DeviceQueue Queue, string? Circuit)
{
    public static DeviceStatus Create(ILabDevice device, Actor actor) =>
        new(device.Name, device.Info, device.GetQueue(actor.UserId ?? 0), device.GetCircuit(actor.UserId ?? 0));
}
