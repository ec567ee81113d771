using FluentValidation;
using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Lab;

/// <summary>Chooses the circuit that a virtual device is connected to in the caller's own turns.</summary>
/// <remarks>The choice is kept in the memory of the server. It does not touch the device before the caller's next turn.</remarks>
/// <param name="Circuit">Null for the configured circuit.</param>
internal sealed record ChooseCircuit(string Device, string? Circuit) : IRequest<DeviceStatus>
{
    internal sealed class Rules : AbstractValidator<ChooseCircuit>
    {
        public Rules(ICircuitCatalogue circuits)
        {
            // A path would name a file of the server, so only names of the catalogue are accepted.
            RuleFor(c => c.Circuit)
                .Must(c => c is null || circuits.Contains(c))
                .WithMessage(c => CircuitsByName.DescribeUnknown(c.Circuit))
                .At("/circuit");
        }
    }

    internal sealed class Handler(IAuthorization authorization, ILabDevices devices) : IRequestHandler<ChooseCircuit, DeviceStatus>
    {
        public Task<DeviceStatus> Handle(ChooseCircuit request, CancellationToken ct)
        {
            authorization.RequireSignIn("Sign in to choose a circuit.");
            var device = devices.Get(request.Device);
            if (!device.Info.IsVirtual)
                throw RejectedException.Conflict(
                    $"The device {device.Name} is a real board. Its circuit can only be changed by hand.",
                    "/circuit"
                );
            device.SetCircuit(authorization.Actor.UserId!.Value, request.Circuit);
            return Task.FromResult(DeviceStatus.Create(device, authorization.Actor));
        }
    }
}
