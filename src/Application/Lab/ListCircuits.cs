using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>The circuits that users can connect to a virtual device.</summary>
internal sealed record ListCircuits : IRequest<IReadOnlyList<CircuitDescription>>
{
    internal sealed class Handler(IAuthorization authorization, ICircuitCatalogue circuits)
        : IRequestHandler<ListCircuits, IReadOnlyList<CircuitDescription>>
    {
        public Task<IReadOnlyList<CircuitDescription>> Handle(ListCircuits request, CancellationToken ct)
        {
            authorization.Require(LabCallPolicy.UseLab(authorization.Actor));
            return Task.FromResult(circuits.All);
        }
    }
}
