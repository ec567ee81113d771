using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>The devices of this server and how they are, the queue as the caller sees it included.</summary>
internal sealed record ListDevices : IRequest<IReadOnlyList<DeviceStatus>>
{
    internal sealed class Handler(IAuthorization authorization, ILabDevices devices)
        : IRequestHandler<ListDevices, IReadOnlyList<DeviceStatus>>
    {
        public Task<IReadOnlyList<DeviceStatus>> Handle(ListDevices request, CancellationToken ct)
        {
            authorization.Require(LabCallPolicy.UseLab(authorization.Actor));
            return Task.FromResult<IReadOnlyList<DeviceStatus>>([.. devices.All.Select(b => DeviceStatus.Create(b, authorization.Actor))]);
        }
    }
}
