using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>The devices of this server and how they are, the queue as the caller sees it included.</summary>
internal sealed record ListBenches : IRequest<IReadOnlyList<SeenBench>>
{
    internal sealed class Handler(IGate gate, IBenches benches) : IRequestHandler<ListBenches, IReadOnlyList<SeenBench>>
    {
        public Task<IReadOnlyList<SeenBench>> Handle(ListBenches request, CancellationToken ct)
        {
            gate.Require(LabCallPolicy.Use(gate.Actor));
            return Task.FromResult<IReadOnlyList<SeenBench>>([.. benches.All.Select(b => SeenBench.Of(b, gate.Actor))]);
        }
    }
}
