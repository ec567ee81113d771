using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>One device, and the caller's place in its queue.</summary>
internal sealed record LookAtBench(string Device) : IRequest<SeenBench>
{
    internal sealed class Handler(IGate gate, IBenches benches) : IRequestHandler<LookAtBench, SeenBench>
    {
        public Task<SeenBench> Handle(LookAtBench request, CancellationToken ct)
        {
            gate.Require(LabCallPolicy.Use(gate.Actor));
            return Task.FromResult(SeenBench.Of(benches.Of(request.Device), gate.Actor));
        }
    }
}

/// <summary>A device as one user sees it.</summary>
internal sealed record SeenBench(string Name, BenchStatus Status, BenchQueue Queue)
{
    public static SeenBench Of(IBench bench, Actor actor) => new(bench.Name, bench.Status, bench.QueueFor(actor.UserId ?? 0));
}
