using MediatR;
using OpenEvent.Application.Common;

namespace OpenEvent.Architecture.Tests.Wrong;

/// <summary>Deliberately wrong: a command with two handlers.</summary>
internal sealed record Twice : ICommand<Unit>
{
    internal sealed class First : IRequestHandler<Twice, Unit>
    {
        public Task<Unit> Handle(Twice request, CancellationToken cancellationToken) => Unit.Task;
    }

    internal sealed class Second : IRequestHandler<Twice, Unit>
    {
        public Task<Unit> Handle(Twice request, CancellationToken cancellationToken) => Unit.Task;
    }
}
