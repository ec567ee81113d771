using MediatR;
using OpenEvent.Application.Common;

namespace OpenEvent.WebApi.Tests.WriteGrants;

/// <summary>A command that runs what a test gives it, through the pipeline of all commands.</summary>
internal sealed record WriteAnything(Func<IData, IAuthorization, Task> Write) : ICommand<Unit>
{
    internal sealed class Handler(IData data, IAuthorization authorization) : IRequestHandler<WriteAnything, Unit>
    {
        public async Task<Unit> Handle(WriteAnything command, CancellationToken ct)
        {
            await command.Write(data, authorization);
            return Unit.Value;
        }
    }
}
