using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>The catalogue of functions that a function string can call.</summary>
internal sealed record ListFunctions : IRequest<IReadOnlyList<FunctionDescription>>
{
    internal sealed class Handler(IAuthorization authorization, IFunctionCatalogue functions)
        : IRequestHandler<ListFunctions, IReadOnlyList<FunctionDescription>>
    {
        public Task<IReadOnlyList<FunctionDescription>> Handle(ListFunctions request, CancellationToken ct)
        {
            authorization.Require(LabCallPolicy.UseLab(authorization.Actor));
            return Task.FromResult(functions.All);
        }
    }
}
