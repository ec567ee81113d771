using MediatR;
using OpenEvent.Application.Common;

namespace OpenEvent.Architecture.Tests.Wrong;

/// <summary>Deliberately wrong: a command with two handlers.</summary>
internal sealed record HandledTwice : ICommand<Unit>
{
    internal sealed class First : IRequestHandler<HandledTwice, Unit>
    {
        public Task<Unit> Handle(HandledTwice request, CancellationToken cancellationToken) => Unit.Task;
    }

    internal sealed class Second : IRequestHandler<HandledTwice, Unit>
    {
        public Task<Unit> Handle(HandledTwice request, CancellationToken cancellationToken) => Unit.Task;
    }
}
