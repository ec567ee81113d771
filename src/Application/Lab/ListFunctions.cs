using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>The catalogue of function strings.</summary>
internal sealed record ListFunctions : IRequest<IReadOnlyList<FunctionEntry>>
{
    internal sealed class Handler(IGate gate, IFunctions functions) : IRequestHandler<ListFunctions, IReadOnlyList<FunctionEntry>>
    {
        public Task<IReadOnlyList<FunctionEntry>> Handle(ListFunctions request, CancellationToken ct)
        {
            gate.Require(LabCallPolicy.Use(gate.Actor));
            return Task.FromResult(functions.All);
        }
    }
}
